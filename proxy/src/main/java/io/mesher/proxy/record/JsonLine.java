package io.mesher.proxy.record;

import static io.mesher.proxy.record.JsonMembers.number;
import static io.mesher.proxy.record.JsonMembers.text;

import io.mesher.core.telemetry.Direction;
import io.mesher.core.telemetry.TimeSplit;
import io.mesher.core.telemetry.TimeSplit.Part;
import io.mesher.core.telemetry.log.LineText;
import io.mesher.core.telemetry.log.Quoting;
import io.mesher.net.http.RequestHead;
import io.mesher.proxy.ExchangeRecord;
import io.mesher.proxy.RequestContext;

/** An object per line. What is missing has no member; times are milliseconds. */
final class JsonLine implements LineFormat {
    private static final byte[] TIME = LineText.ascii("{\"time\":\"");
    private static final byte[] OUTGOING = LineText.ascii("+00:00\",\"direction\":\"outgoing\"");
    private static final byte[] INCOMING = LineText.ascii("+00:00\",\"direction\":\"incoming\"");
    private static final byte[] SOURCE = text("source");
    private static final byte[] DESTINATION = text("destination");
    private static final byte[] METHOD = text("method");
    private static final byte[] URL = text("url");
    private static final byte[] HOST = text("host");
    private static final byte[] PROTOCOL = LineText.ascii(",\"protocol\":\"HTTP/");
    private static final byte[] STATUS = number("status");
    private static final byte[] REASON = text("reason");
    private static final byte[] DURATION = number("durationMs");
    private static final byte[] REQUEST_BYTES = number("requestBytes");
    private static final byte[] RESPONSE_BYTES = number("responseBytes");
    private static final byte[] LOOKUP = number("lookupMs");
    private static final byte[] WAIT = number("waitMs");
    private static final byte[] UPLOAD = number("uploadMs");
    private static final byte[] DOWNLOAD = number("downloadMs");
    private static final byte[] UPSTREAM = number("upstreamMs");
    private static final byte[] OWN = number("ownMs");
    private static final byte[] ATTEMPTS = number("attempts");
    private static final byte[] INSTANCE = text("instance");
    private static final byte[] TRACE = text("traceId");
    private static final byte[] SPAN = text("spanId");
    private static final byte[] ID = text("requestId");
    private static final byte[] PEER = text("peer");
    private static final byte[] AGENT = text("userAgent");
    private static final byte[] END = LineText.ascii("}\n");

    private final JsonMembers members;
    private final LinePrefixes openings = new LinePrefixes(TIME.length, this::open);
    private final RequestText request;

    JsonLine(LineText line, RequestText request) {
        this.members = new JsonMembers(line);
        this.request = request;
    }

    @Override
    public void write(RequestContext exchange, long now) {
        ExchangeRecord record = exchange.record();
        members.text().plain(openings.of(exchange.direction(), record.source(), exchange.destinationName(), now));
        if (exchange.isReadable()) {
            request(exchange.request());
        }
        members.number(STATUS, record.status());
        members.name(REASON, record.reason(), request);
        members.millis(DURATION, record.duration());
        members.number(REQUEST_BYTES, record.requestBytes());
        members.number(RESPONSE_BYTES, record.responseBytes());
        times(record.times());
        members.number(ATTEMPTS, record.attempts());
        if (record.instance() != null) {
            members.open(INSTANCE);
            request.instance(record.instance(), members.text(), Quoting.JSON);
            members.close();
        }
        who(exchange);
        members.text().plain(END);
    }

    private void open(LineText to, Direction direction, String source, String destination) {
        to.plain(TIME)
                .plain(LinePrefixes.NO_TIME)
                .plain(
                        switch (direction) {
                            case OUTGOING -> OUTGOING;
                            case INCOMING -> INCOMING;
                        });
        JsonMembers opening = new JsonMembers(to);
        opening.name(SOURCE, source, request);
        opening.name(DESTINATION, destination, request);
    }

    private void times(TimeSplit times) {
        members.millisIfAny(LOOKUP, times.of(Part.LOOKUP));
        members.millisIfAny(WAIT, times.of(Part.WAIT));
        members.millisIfAny(UPLOAD, times.of(Part.UPLOAD));
        members.millisIfAny(UPSTREAM, times.of(Part.UPSTREAM));
        members.millisIfAny(DOWNLOAD, times.of(Part.DOWNLOAD));
        members.millis(OWN, times.of(Part.OWN));
    }

    private void request(RequestHead head) {
        LineText text = members.open(METHOD);
        request.method(head, text, Quoting.JSON);
        members.close();
        members.open(URL);
        request.target(head, text, Quoting.JSON);
        members.close();
        if (head.form() == RequestHead.TargetForm.ORIGIN) {
            members.open(HOST);
            request.authority(head, text, Quoting.JSON);
            members.close();
        }
        members.open(PROTOCOL).plain(head.version().number()).plain('"');
    }

    private void who(RequestContext exchange) {
        members.ids(exchange, request, TRACE, SPAN, ID);
        members.plain(PEER, exchange.peerAddress());
        if (exchange.isReadable()) {
            members.agent(exchange.request(), request, AGENT);
        }
    }
}
