package io.mesher.proxy.record;

import io.mesher.core.balance.Failing;
import io.mesher.core.telemetry.Direction;
import io.mesher.core.telemetry.Redacted;
import io.mesher.core.telemetry.trace.Attribute;
import io.mesher.net.http.FieldName;
import io.mesher.net.http.Fields;
import io.mesher.net.http.Method;
import io.mesher.net.http.RequestHead;
import io.mesher.proxy.ExchangeRecord;
import io.mesher.proxy.RequestContext;
import java.util.ArrayList;
import java.util.List;

/** What spans say, by OpenTelemetry's semantic conventions for HTTP (stable, 1.23 and later). */
final class SpanAttributes {
    /** Longer texts are cut: a caller chooses them. */
    private static final int MAX_CHARACTERS = 1024;

    private SpanAttributes() {}

    /** The method, of those that are known. */
    static String method(RequestContext exchange) {
        if (!exchange.isReadable() || exchange.request().method() == Method.OTHER) {
            return "HTTP";
        }
        return exchange.request().method().name();
    }

    /** For a caller every status from 400 on is an error, for who is called those from 500 on. */
    static String error(Direction direction, String reason, int status) {
        if (!reason.isEmpty()) {
            return reason;
        }
        int first = direction == Direction.OUTGOING ? 400 : 500;
        return status >= first ? Integer.toString(status) : "";
    }

    static String failing(Failing failing) {
        return switch (failing) {
            case CONNECT -> "connect.failed";
            case RESET -> "upstream.closed";
            case TIMEOUT -> "upstream.timeout";
            case STATUS -> "upstream.status";
            case MALFORMED -> "upstream.malformed";
            case UNSENT -> "connect.failed";
            case TOO_LARGE -> "upstream.too.large";
            case REFUSED -> "upstream.refused";
            case FULL -> "overload";
        };
    }

    /** @param withQuery whether a URL's query is included */
    static List<Attribute> of(RequestContext exchange, String error, boolean withQuery) {
        ExchangeRecord record = exchange.record();
        List<Attribute> attributes = new ArrayList<>(16);
        if (exchange.isReadable()) {
            request(exchange, withQuery, attributes);
        }
        attributes.add(Attribute.of("http.response.status_code", record.status()));
        if (!error.isEmpty()) {
            attributes.add(Attribute.of("error.type", error));
        }
        attributes.add(Attribute.of(
                exchange.direction() == Direction.OUTGOING ? "mesher.destination" : "mesher.application",
                exchange.destinationName()));
        if (!record.source().isEmpty()) {
            attributes.add(Attribute.of("mesher.source", record.source()));
        }
        attributes.add(Attribute.of("mesher.attempts", record.attempts()));
        if (record.attempts() > record.noted()) {
            attributes.add(Attribute.of("mesher.attempts.without_span", record.attempts() - record.noted()));
        }
        attributes.add(Attribute.of("http.request.body.size", record.requestBytes()));
        attributes.add(Attribute.of("http.response.body.size", record.responseBytes()));
        return attributes;
    }

    private static void request(RequestContext exchange, boolean withQuery, List<Attribute> attributes) {
        RequestHead head = exchange.request();
        if (head.method() == Method.OTHER) {
            attributes.add(Attribute.of("http.request.method", "_OTHER"));
            attributes.add(
                    Attribute.of("http.request.method_original", cut(head.text(head.methodStart(), head.methodEnd()))));
        } else {
            attributes.add(Attribute.of("http.request.method", head.method().name()));
        }
        String target = Redacted.text(head.fields().bytes(), head.pathStart(), head.pathEnd());
        int mark = target.indexOf('?');
        String path = mark < 0 ? target : target.substring(0, mark);
        String query = mark < 0 || !withQuery ? "" : target.substring(mark + 1);
        String authority = head.text(head.authorityStart(), head.authorityEnd());
        if (exchange.direction() == Direction.OUTGOING) {
            attributes.add(
                    Attribute.of("url.full", cut("http://" + authority + path + (query.isEmpty() ? "" : "?" + query))));
        } else {
            attributes.add(Attribute.of("url.scheme", "http"));
            attributes.add(Attribute.of("url.path", cut(path)));
            if (!query.isEmpty()) {
                attributes.add(Attribute.of("url.query", cut(query)));
            }
            attributes.add(Attribute.of("client.address", exchange.peer().getHostAddress()));
        }
        attributes.add(Attribute.of("server.address", cut(head.host())));
        attributes.add(Attribute.of("server.port", head.port() == 0 ? 80 : head.port()));
        attributes.add(Attribute.of("network.protocol.version", head.version().number()));
        userAgent(head.fields(), attributes);
    }

    private static void userAgent(Fields fields, List<Attribute> attributes) {
        int field = fields.find(FieldName.USER_AGENT);
        if (field >= 0) {
            attributes.add(Attribute.of("user_agent.original", cut(fields.value(field))));
        }
    }

    private static String cut(String text) {
        return text.length() > MAX_CHARACTERS ? text.substring(0, MAX_CHARACTERS) : text;
    }
}
