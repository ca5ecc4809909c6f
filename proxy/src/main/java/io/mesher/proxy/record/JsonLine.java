package io.mesher.proxy.record;

import static io.mesher.proxy.record.JsonMembers.name;

import io.mesher.core.telemetry.log.LineRing;
import io.mesher.core.telemetry.log.LineText;
import io.mesher.core.telemetry.log.LineTime;
import io.mesher.core.telemetry.log.Quoting;
import io.mesher.net.http.RequestHead;
import io.mesher.proxy.Exchange;
import io.mesher.proxy.ExchangeRecord;

/** An object per line. What is missing has no member; times are milliseconds. */
final class JsonLine implements LineFormat {
    private static final byte[] TIME = LineText.ascii("{\"time\":\"");
    private static final byte[] DIRECTION = LineText.ascii("+00:00\",\"direction\":");
    private static final byte[] SOURCE = name("source");
    private static final byte[] DESTINATION = name("destination");
    private static final byte[] METHOD = name("method");
    private static final byte[] URL = name("url");
    private static final byte[] HOST = name("host");
    private static final byte[] PROTOCOL = name("protocol");
    private static final byte[] HTTP_1 = LineText.ascii("HTTP/1.");
    private static final byte[] STATUS = name("status");
    private static final byte[] REASON = name("reason");
    private static final byte[] DURATION = name("durationMs");
    private static final byte[] REQUEST_BYTES = name("requestBytes");
    private static final byte[] RESPONSE_BYTES = name("responseBytes");
    private static final byte[] LOOKUP = name("lookupMs");
    private static final byte[] WAIT = name("waitMs");
    private static final byte[] UPSTREAM = name("upstreamMs");
    private static final byte[] OWN = name("ownMs");
    private static final byte[] ATTEMPTS = name("attempts");
    private static final byte[] INSTANCE = name("instance");
    private static final byte[] TRACE = name("traceId");
    private static final byte[] SPAN = name("spanId");
    private static final byte[] ID = name("requestId");
    private static final byte[] PEER = name("peer");
    private static final byte[] AGENT = name("userAgent");
    private static final byte[] END = LineText.ascii("}\n");

    private final JsonMembers members;
    private final LineTime time = new LineTime();
    private final RequestText request;

    JsonLine(LineRing ring, RequestText request) {
        this.members = new JsonMembers(ring);
        this.request = request;
    }

    @Override
    public void write(Exchange exchange, long now) {
        ExchangeRecord record = exchange.record();
        members.text().plain(TIME);
        time.append(members.ring(), now);
        members.plain(DIRECTION, exchange.direction().text());
        members.name(SOURCE, record.source(), request);
        members.name(DESTINATION, exchange.destinationName(), request);
        if (exchange.isReadable()) {
            request(exchange.request());
        }
        members.number(STATUS, record.status());
        members.name(REASON, record.reason(), request);
        members.millis(DURATION, record.duration());
        members.number(REQUEST_BYTES, record.requestBytes());
        members.number(RESPONSE_BYTES, record.responseBytes());
        members.millis(LOOKUP, record.lookup());
        members.millis(WAIT, record.waited());
        members.millis(UPSTREAM, record.upstream());
        members.millis(OWN, record.own());
        members.number(ATTEMPTS, record.attempts());
        if (record.instance() != null) {
            members.open(INSTANCE);
            request.instance(record.instance(), members.text(), Quoting.JSON);
            members.close();
        }
        who(exchange);
        members.text().plain(END);
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
        members.open(PROTOCOL).plain(HTTP_1).number(head.minorVersion()).plain('"');
    }

    private void who(Exchange exchange) {
        members.ids(exchange, request, TRACE, SPAN, ID);
        members.plain(PEER, exchange.peerAddress());
        if (exchange.isReadable()) {
            members.agent(exchange.request(), request, AGENT);
        }
    }
}
