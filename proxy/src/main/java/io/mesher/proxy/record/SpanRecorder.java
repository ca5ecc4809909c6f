package io.mesher.proxy.record;

import io.mesher.core.balance.Failing;
import io.mesher.core.telemetry.Direction;
import io.mesher.core.telemetry.trace.Attribute;
import io.mesher.core.telemetry.trace.Span;
import io.mesher.core.telemetry.trace.SpanQueue;
import io.mesher.proxy.AttemptRecord;
import io.mesher.proxy.ExchangeRecord;
import io.mesher.proxy.Recorder;
import io.mesher.proxy.RequestContext;
import io.mesher.proxy.trace.TraceState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Spans of sampled requests, and of failed ones where they are kept: one of the request, below it one of each attempt. */
public final class SpanRecorder extends Recorder {
    private final SpanQueue queue;
    private final boolean keepErrors;
    private final boolean query;

    /** @param query whether spans include a URL's query */
    public SpanRecorder(SpanQueue queue, boolean keepErrors, boolean query) {
        this.queue = queue;
        this.keepErrors = keepErrors;
        this.query = query;
    }

    @Override
    public void onEnd(RequestContext exchange) {
        TraceState trace = exchange.trace();
        if (!trace.isActive()) {
            return;
        }
        ExchangeRecord record = exchange.record();
        String error = SpanAttributes.error(exchange.direction(), record.reason(), record.status());
        if (trace.isSampled() || (keepErrors && !error.isEmpty())) {
            tell(exchange, error);
        }
    }

    private void tell(RequestContext exchange, String error) {
        ExchangeRecord record = exchange.record();
        TraceState trace = exchange.trace();
        Instant wall = Instant.now();
        // The loop's clock and the wall's, read at once: times of one trace come from many machines.
        long clock = System.nanoTime();
        long micros = wall.getEpochSecond() * 1_000_000 + wall.getNano() / 1000;
        String name = SpanAttributes.method(exchange);
        boolean outgoing = exchange.direction() == Direction.OUTGOING;
        queue.offer(new Span(
                trace.traceHigh(),
                trace.traceLow(),
                trace.spanId(),
                trace.parentId(),
                outgoing ? Span.Kind.CLIENT : Span.Kind.SERVER,
                name,
                micros - (clock - record.start()) / 1000,
                Math.max(0, record.end() - record.start()),
                error,
                SpanAttributes.of(exchange, error, query),
                trace.isDebug()));
        for (int i = 0; i < record.noted(); i++) {
            AttemptRecord attempt = record.attempt(i);
            String failed = attemptError(attempt);
            boolean last = i == record.noted() - 1;
            long end = attempt.status() != 0 && last ? record.end() : attempt.end() != 0 ? attempt.end() : record.end();
            queue.offer(new Span(
                    trace.traceHigh(),
                    trace.traceLow(),
                    attempt.spanId(),
                    trace.spanId(),
                    Span.Kind.CLIENT,
                    name,
                    micros - (clock - attempt.start()) / 1000,
                    Math.max(0, end - attempt.start()),
                    failed,
                    attributes(attempt, last ? record.attempts() - 1 : i, failed),
                    trace.isDebug()));
        }
    }

    private static String attemptError(AttemptRecord attempt) {
        Failing failing = attempt.failing();
        // A response that broke off has a good status.
        if (failing != null && (failing != Failing.STATUS || attempt.status() == 0)) {
            return SpanAttributes.failing(failing);
        }
        return SpanAttributes.error(Direction.OUTGOING, "", attempt.status());
    }

    private static List<Attribute> attributes(AttemptRecord attempt, int place, String error) {
        List<Attribute> attributes = new ArrayList<>(6);
        if (attempt.instance() != null) {
            attributes.add(Attribute.of(
                    "network.peer.address", attempt.instance().endpoint().host()));
            attributes.add(Attribute.of(
                    "network.peer.port", attempt.instance().endpoint().port()));
            attributes.add(Attribute.of("mesher.instance", attempt.instance().id()));
        }
        if (place > 0) {
            attributes.add(Attribute.of("http.request.resend_count", place));
        }
        if (attempt.status() != 0) {
            attributes.add(Attribute.of("http.response.status_code", attempt.status()));
        }
        if (!error.isEmpty()) {
            attributes.add(Attribute.of("error.type", error));
        }
        return attributes;
    }
}
