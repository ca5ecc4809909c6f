package io.mesher.proxy.filter;

import io.mesher.core.config.TracingConfig;
import io.mesher.core.failure.ProxyFailure;
import io.mesher.net.http.Ascii;
import io.mesher.net.http.FieldName;
import io.mesher.net.http.Fields;
import io.mesher.proxy.Filter;
import io.mesher.proxy.RequestContext;
import io.mesher.proxy.trace.TraceRatio;
import io.mesher.proxy.trace.TraceState;
import org.jspecify.annotations.Nullable;

/**
 * The request's trace: goes on with the caller's, or begins one. What the next one is told each attempt adds, since it is the
 * parent. A request without {@code X-Request-Id} gets the trace's id as one.
 */
public final class Trace extends Filter {
    private static final byte[] REQUEST_ID = Ascii.bytes("X-Request-Id: ");

    private final boolean enabled;
    private final boolean recording;
    private final boolean keepErrors;
    private final TraceRatio ratio;

    public Trace(TracingConfig config) {
        this.enabled = config.enabled();
        this.recording = config.exporter() != null;
        this.keepErrors = config.keepErrors();
        this.ratio = new TraceRatio(config.sampleRatio());
    }

    @Override
    public @Nullable ProxyFailure onRequest(RequestContext exchange) {
        if (!enabled) {
            return null;
        }
        Fields fields = exchange.request().fields();
        TraceState trace = exchange.trace();
        begin(exchange);
        trace.dropReplaced(fields);
        if (!fields.has(FieldName.X_REQUEST_ID)) {
            exchange.requestLines()
                    .begin(REQUEST_ID)
                    .append(trace.digits(), 0, TraceState.TRACE_DIGITS)
                    .end();
        }
        return null;
    }

    @Override
    public void onBadRequest(RequestContext exchange) {
        if (enabled) {
            begin(exchange);
        }
    }

    private void begin(RequestContext exchange) {
        TraceState trace = exchange.trace();
        if (exchange.isReadable()) {
            trace.read(exchange.request().fields());
        }
        trace.begin(exchange.context().random(), ratio, recording, keepErrors);
    }
}
