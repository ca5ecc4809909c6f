package io.mesher.proxy.record;

import io.mesher.core.telemetry.TimeSplit;
import io.mesher.core.telemetry.TimeSplit.Part;
import io.mesher.core.telemetry.log.LineText;
import io.mesher.core.telemetry.log.LineTime;
import io.mesher.core.telemetry.log.Quoting;
import io.mesher.net.http.RequestHead;
import io.mesher.proxy.Exchange;
import io.mesher.proxy.ExchangeRecord;
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
    private static final byte[] VERSION = LineText.ascii(" HTTP/1.");
    private static final byte[] IN = LineText.ascii("ms in=");
    private static final byte[] OUT = LineText.ascii(" out=");
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

    private final LineText text;
    private final LineTime time = new LineTime();
    private final RequestText request;

    TextLine(LineText text, RequestText request) {
        this.text = text;
        this.request = request;
    }

    @Override
    public void write(Exchange exchange, long now) {
        ExchangeRecord record = exchange.record();
        time.append(text, now);
        text.plain(
                switch (exchange.direction()) {
                    case OUTGOING -> OUTGOING;
                    case INCOMING -> INCOMING;
                });
        name(record.source());
        text.plain(TO);
        name(exchange.destinationName());
        text.plain(QUOTE);
        requestLine(exchange);
        text.plain(END_QUOTE).number(record.status()).plain(' ');
        name(record.reason());
        text.plain(' ').millis(record.duration());
        text.plain(IN).number(record.requestBytes()).plain(OUT).number(record.responseBytes());
        TimeSplit times = record.times();
        text.plain(LOOKUP).millis(times.of(Part.LOOKUP)).plain(WAIT).millis(times.of(Part.WAIT));
        text.plain(UPLOAD).millis(times.of(Part.UPLOAD)).plain(UPSTREAM).millis(times.of(Part.UPSTREAM));
        text.plain(DOWNLOAD).millis(times.of(Part.DOWNLOAD)).plain(OWN).millis(times.of(Part.OWN));
        text.plain(ATTEMPTS).number(record.attempts()).plain(INSTANCE);
        instance(record);
        ids(exchange);
        text.plain(PEER).plain(exchange.peerAddress()).plain(AGENT);
        if (exchange.isReadable() && RequestText.hasAgent(exchange.request())) {
            request.agent(exchange.request(), text, Quoting.QUOTED);
        } else {
            text.plain('-');
        }
        text.plain(END);
    }

    private void name(String name) {
        if (name.isEmpty()) {
            text.plain('-');
        } else {
            request.name(text, name, Quoting.BARE);
        }
    }

    private void requestLine(Exchange exchange) {
        if (!exchange.isReadable()) {
            text.plain('-');
            return;
        }
        RequestHead head = exchange.request();
        request.method(head, text, Quoting.QUOTED);
        text.plain(' ');
        request.target(head, text, Quoting.QUOTED);
        text.plain(VERSION).number(head.minorVersion());
    }

    private void instance(ExchangeRecord record) {
        if (record.instance() == null) {
            text.plain('-');
        } else {
            request.instance(record.instance(), text, Quoting.BARE);
        }
    }

    private void ids(Exchange exchange) {
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
