package io.mesher.proxy.record;

import static io.mesher.proxy.record.JsonMembers.number;
import static io.mesher.proxy.record.JsonMembers.text;

import io.mesher.core.catalog.Instance;
import io.mesher.core.telemetry.TimeSplit;
import io.mesher.core.telemetry.TimeSplit.Part;
import io.mesher.core.telemetry.log.LineText;
import io.mesher.core.telemetry.log.LineTime;
import io.mesher.core.telemetry.log.Quoting;
import io.mesher.net.http.RequestHead;
import io.mesher.proxy.ExchangeRecord;
import io.mesher.proxy.RequestContext;

/**
 * Elastic Common Schema, names with dots as its logging libraries write them. What it has no name for is below {@code mesher.};
 * times are nanoseconds, as its {@code event.duration}.
 */
final class EcsLine implements LineFormat {
    private static final byte[] TIME = LineText.ascii("{\"@timestamp\":\"");
    private static final byte[] KIND = LineText.ascii("Z\",\"log.level\":\"");
    private static final byte[] SCHEMA = LineText.ascii(
            ",\"ecs.version\":\"8.11.0\",\"event.kind\":\"event\",\"event.dataset\":\"mesher.access\",\"message\":\"");
    private static final byte[] SERVICE = text("service.name");
    private static final byte[] DURATION = number("event.duration");
    private static final byte[] OUTCOME = text("event.outcome");
    private static final byte[] METHOD = text("http.request.method");
    private static final byte[] ORIGINAL = text("url.original");
    private static final byte[] PATH = text("url.path");
    private static final byte[] DOMAIN = text("url.domain");
    private static final byte[] VERSION = LineText.ascii(",\"http.version\":\"");
    private static final byte[] STATUS = number("http.response.status_code");
    private static final byte[] REQUEST_BYTES = number("http.request.body.bytes");
    private static final byte[] RESPONSE_BYTES = number("http.response.body.bytes");
    private static final byte[] REASON = text("error.code");
    private static final byte[] PEER = text("source.ip");
    private static final byte[] ADDRESS = text("destination.address");
    private static final byte[] PORT = number("destination.port");
    private static final byte[] TRACE = text("trace.id");
    private static final byte[] SPAN = text("span.id");
    private static final byte[] ID = text("http.request.id");
    private static final byte[] AGENT = text("user_agent.original");
    private static final byte[] DIRECTION = text("mesher.direction");
    private static final byte[] SOURCE = text("mesher.source");
    private static final byte[] DESTINATION = text("mesher.destination");
    private static final byte[] ATTEMPTS = number("mesher.attempts");
    private static final byte[] LOOKUP = number("mesher.lookup");
    private static final byte[] WAIT = number("mesher.wait");
    private static final byte[] UPLOAD = number("mesher.upload");
    private static final byte[] DOWNLOAD = number("mesher.download");
    private static final byte[] UPSTREAM = number("mesher.upstream");
    private static final byte[] OWN = number("mesher.own");
    private static final byte[] END = LineText.ascii("}\n");

    private static final int CALLER_GONE = 499;

    private final JsonMembers members;
    private final LineTime time = new LineTime();
    private final RequestText request;

    EcsLine(LineText line, RequestText request) {
        this.members = new JsonMembers(line);
        this.request = request;
    }

    @Override
    public void write(RequestContext exchange, long now) {
        ExchangeRecord record = exchange.record();
        boolean failed = record.isFailure();
        members.text().plain(TIME);
        time.append(members.text(), now);
        members.plain(KIND, failed ? "warn" : "info");
        message(exchange);
        members.name(SERVICE, request.service(), request);
        members.number(DURATION, Math.max(0, record.duration()));
        members.plain(OUTCOME, record.status() == CALLER_GONE ? "unknown" : failed ? "failure" : "success");
        if (exchange.isReadable()) {
            request(exchange.request());
        }
        members.number(STATUS, record.status());
        members.number(REQUEST_BYTES, record.requestBytes());
        members.number(RESPONSE_BYTES, record.responseBytes());
        members.name(REASON, record.reason(), request);
        who(exchange);
        own(exchange);
        members.text().plain(END);
    }

    private void message(RequestContext exchange) {
        LineText text = members.text().plain(SCHEMA);
        if (exchange.isReadable()) {
            request.method(exchange.request(), text, Quoting.JSON);
            text.plain(' ');
        }
        request.name(text, exchange.destinationName(), Quoting.JSON);
        text.plain(' ').number(exchange.record().status()).plain('"');
    }

    private void request(RequestHead head) {
        LineText text = members.open(METHOD);
        request.method(head, text, Quoting.JSON);
        members.close();
        members.open(ORIGINAL);
        request.target(head, text, Quoting.JSON);
        members.close();
        members.open(PATH);
        request.path(head, text, Quoting.JSON);
        members.close();
        members.open(DOMAIN);
        request.host(head, text, Quoting.JSON);
        members.close();
        members.open(VERSION).plain(head.version().number()).plain('"');
        members.agent(head, request, AGENT);
    }

    private void who(RequestContext exchange) {
        members.plain(PEER, exchange.peerAddress());
        Instance instance = exchange.record().instance();
        if (instance != null) {
            members.name(ADDRESS, instance.endpoint().host(), request);
            members.number(PORT, instance.endpoint().port());
        }
        members.ids(exchange, request, TRACE, SPAN, ID);
    }

    private void own(RequestContext exchange) {
        ExchangeRecord record = exchange.record();
        members.plain(DIRECTION, exchange.direction().text());
        members.name(SOURCE, record.source(), request);
        members.name(DESTINATION, exchange.destinationName(), request);
        members.number(ATTEMPTS, record.attempts());
        TimeSplit times = record.times();
        members.numberIfAny(LOOKUP, times.of(Part.LOOKUP));
        members.numberIfAny(WAIT, times.of(Part.WAIT));
        members.numberIfAny(UPLOAD, times.of(Part.UPLOAD));
        members.numberIfAny(UPSTREAM, times.of(Part.UPSTREAM));
        members.numberIfAny(DOWNLOAD, times.of(Part.DOWNLOAD));
        members.number(OWN, times.of(Part.OWN));
    }
}
