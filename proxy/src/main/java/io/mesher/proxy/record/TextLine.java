package io.mesher.proxy.record;

import io.mesher.core.telemetry.Direction;
import io.mesher.core.telemetry.TimeSplit;
import io.mesher.core.telemetry.TimeSplit.Part;
import io.mesher.core.telemetry.log.LineText;
import io.mesher.core.telemetry.log.Quoting;
import io.mesher.net.http.RequestHead;
import io.mesher.proxy.ExchangeRecord;
import io.mesher.proxy.RequestContext;
import io.mesher.proxy.trace.TraceState;

/**
 * {@code time direction source > destination "METHOD target HTTP/1.1" status reason time-in-ms} and then {@code key=value},
 * always all of them and in this order; what is missing is {@code -}.
 */
final class TextLine implements LineFormat {
    private static final byte[] OUTGOING = LineText.ascii("+00:00 outgoing ");
    private static final byte[] INCOMING = LineText.ascii("+00:00 incoming ");
    private static final byte[] TO = LineText.ascii(" > ");
    private static final byte[] QUOTE = LineText.ascii(" \"");
    private static final byte[] END_QUOTE = LineText.ascii("\" ");
    private static final byte[] HTTP = LineText.ascii(" HTTP/");
    private static final byte[] AFTER_VERSION = LineText.ascii("\" ");
    private static final byte[] NO_REASON = LineText.ascii(" - ");
    private static final byte[] IN = LineText.ascii("ms in=");
    private static final byte[] OUT = LineText.ascii(" out=");
    /** As in most lines. */
    private static final byte[] NO_WAITS = LineText.ascii(" lookup=0.000 wait=0.000 upload=0.000");

    private static final byte[] LOOKUP = LineText.ascii(" lookup=");
    private static final byte[] WAIT = LineText.ascii(" wait=");
    private static final byte[] UPLOAD = LineText.ascii(" upload=");
    private static final byte[] DOWNLOAD = LineText.ascii(" download=");
    private static final byte[] UPSTREAM = LineText.ascii(" upstream=");
    private static final byte[] OWN = LineText.ascii(" own=");
    private static final byte[] ATTEMPTS = LineText.ascii(" attempts=");
    private static final byte[] INSTANCE = LineText.ascii(" instance=");
    private static final byte[] TRACE = LineText.ascii(" trace=");
    private static final byte[] ID = LineText.ascii(" id=");
    private static final byte[] PEER = LineText.ascii(" peer=");
    private static final byte[] AGENT = LineText.ascii(" agent=\"");
    private static final byte[] END = LineText.ascii("\"\n");
    private static final byte[] NO_AGENT = LineText.ascii(" agent=\"-\"\n");

    private final LineText text;
    private final LinePrefixes openings = new LinePrefixes(0, this::open);
    private final RequestText request;

    TextLine(LineText text, RequestText request) {
        this.text = text;
        this.request = request;
    }

    @Override
    public void write(RequestContext exchange, long now) {
        ExchangeRecord record = exchange.record();
        text.plain(openings.of(exchange.direction(), record.source(), exchange.destinationName(), now));
        requestLine(exchange);
        text.number(record.status());
        reason(record.reason());
        text.millis(record.duration());
        text.plain(IN).number(record.requestBytes()).plain(OUT).number(record.responseBytes());
        times(record.times());
        text.plain(ATTEMPTS).number(record.attempts()).plain(INSTANCE);
        instance(record);
        ids(exchange);
        text.plain(PEER).plain(exchange.peerAddress());
        if (exchange.isReadable() && RequestText.hasAgent(exchange.request())) {
            request.agent(exchange.request(), text.plain(AGENT), Quoting.QUOTED);
            text.plain(END);
        } else {
            text.plain(NO_AGENT);
        }
    }

    private void open(LineText to, Direction direction, String source, String destination) {
        to.plain(LinePrefixes.NO_TIME)
                .plain(
                        switch (direction) {
                            case OUTGOING -> OUTGOING;
                            case INCOMING -> INCOMING;
                        });
        name(to, source);
        to.plain(TO);
        name(to, destination);
        to.plain(QUOTE);
    }

    private void name(LineText to, String name) {
        if (name.isEmpty()) {
            to.plain('-');
        } else {
            request.name(to, name, Quoting.BARE);
        }
    }

    private void times(TimeSplit times) {
        long lookup = times.of(Part.LOOKUP);
        long wait = times.of(Part.WAIT);
        long upload = times.of(Part.UPLOAD);
        if ((lookup | wait | upload) == 0) {
            text.plain(NO_WAITS);
        } else {
            text.plain(LOOKUP)
                    .millis(lookup)
                    .plain(WAIT)
                    .millis(wait)
                    .plain(UPLOAD)
                    .millis(upload);
        }
        text.plain(UPSTREAM).millis(times.of(Part.UPSTREAM));
        text.plain(DOWNLOAD).millis(times.of(Part.DOWNLOAD)).plain(OWN).millis(times.of(Part.OWN));
    }

    private void requestLine(RequestContext exchange) {
        if (exchange.isReadable()) {
            RequestHead head = exchange.request();
            request.line(head, text, Quoting.QUOTED);
            text.plain(HTTP).plain(head.version().number()).plain(AFTER_VERSION);
        } else {
            text.plain('-').plain(END_QUOTE);
        }
    }

    private void reason(String reason) {
        if (reason.isEmpty()) {
            text.plain(NO_REASON);
        } else {
            text.plain(' ');
            name(text, reason);
            text.plain(' ');
        }
    }

    private void instance(ExchangeRecord record) {
        if (record.instance() == null) {
            text.plain('-');
        } else {
            request.instance(record.instance(), text, Quoting.BARE);
        }
    }

    private void ids(RequestContext exchange) {
        TraceState trace = exchange.trace();
        text.plain(TRACE);
        if (trace.isActive()) {
            RequestText.trace(trace, text);
        } else {
            text.plain('-');
        }
        text.plain(ID);
        if (RequestText.hasId(exchange)) {
            request.id(exchange, text, Quoting.BARE);
        } else {
            text.plain('-');
        }
    }
}
