package io.mesher.proxy;

import io.mesher.core.failure.DownstreamFailure;
import io.mesher.core.failure.FailureResponse;
import io.mesher.core.failure.ProxyFailure;
import io.mesher.net.http.Ascii;
import io.mesher.net.http.FieldBlock;
import io.mesher.net.http.Fields;
import io.mesher.net.http.OwnResponse;
import io.mesher.net.http.OwnResponse.After;
import io.mesher.net.server.JsonSetup;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A failure as the caller reads it: problem+json (RFC 9457) for programs that accept JSON, else plain text. */
final class FailureAnswer {
    private static final byte[] ACCEPT = Ascii.bytes("accept");

    private FailureAnswer() {}

    static boolean wantsJson(Fields fields) {
        for (int i = fields.find(ACCEPT); i >= 0 && i < fields.count(); i++) {
            if (Ascii.equalsIgnoreCase(fields.bytes(), fields.nameStart(i), fields.nameEnd(i), ACCEPT)
                    && fields.value(i).toLowerCase(Locale.ROOT).contains("json")) {
                return true;
            }
        }
        return false;
    }

    private static final OwnResponse CONNECT_ACCEPTED =
            new OwnResponse(200, FieldBlock.NONE, new byte[0], After.REQUESTS_INSIDE);

    /** To a request, as it wants it. */
    static OwnResponse of(ProxyFailure failure, FailureResponse response, RequestContext exchange) {
        if (failure instanceof DownstreamFailure.ConnectAccepted) {
            return CONNECT_ACCEPTED;
        }
        OwnResponse answer = of(response, wantsJson(exchange.request().fields()), exchange.requestId());
        String unsent = Unsent.line(failure, exchange);
        if (!unsent.isEmpty()) {
            answer = answer.and(unsent);
        }
        return exchange.record().explanation().addTo(answer, exchange);
    }

    /**
     * @param requestId to be looked for in logs; empty for none
     */
    static OwnResponse of(FailureResponse response, boolean json, String requestId) {
        After after = switch (response.status()) {
            case 400, 408, 414, 431, 501 -> After.NOTHING;
            default -> After.NEXT_REQUEST;
        };
        String fields = "Content-Type: " + type(response, json) + "\r\n"
                + "X-Content-Type-Options: nosniff\r\n"
                + "X-Mesher-Code: " + response.code() + "\r\n"
                + (requestId.isEmpty() ? "" : "X-Request-Id: " + requestId + "\r\n")
                + (response.status() == 503 ? "Retry-After: 1\r\n" : "");
        // An empty answer is what a fallback was asked to give, whatever the caller reads.
        String body = response.cause().isEmpty() || response.isDocument()
                ? response.cause()
                : json ? json(response) : text(response);
        return OwnResponse.of(response.status(), fields, body.getBytes(StandardCharsets.UTF_8), after);
    }

    private static String type(FailureResponse response, boolean json) {
        if (response.isDocument()) {
            return "application/json";
        }
        return json ? "application/problem+json" : "text/plain; charset=utf-8";
    }

    private static String text(FailureResponse response) {
        if (response.next().isEmpty()) {
            return response.cause() + "\n";
        }
        return response.cause() + "\n" + response.next() + "\n[mesher: " + response.code() + "]\n";
    }

    private static String json(FailureResponse response) {
        return JsonSetup.compact(json -> {
                    json.writeStartObject();
                    json.writeStringProperty("type", "about:blank");
                    json.writeStringProperty("title", response.cause());
                    json.writeNumberProperty("status", response.status());
                    json.writeStringProperty("code", response.code());
                    json.writeStringProperty("detail", response.next());
                    json.writeEndObject();
                })
                + '\n';
    }
}
