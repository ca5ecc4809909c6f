package io.mesher.net.server;

import io.mesher.net.http.OwnResponse;
import io.mesher.net.http.RequestFailure;
import java.nio.charset.StandardCharsets;

/** The answers to requests that no {@link Api} sees, in words like those of the other ports. They end the connection. */
final class BadRequest {
    private static final String FIELDS =
            "Content-Type: text/plain; charset=utf-8\r\nX-Content-Type-Options: nosniff\r\nCache-Control: no-store\r\n";

    private BadRequest() {}

    static OwnResponse of(RequestFailure failure) {
        return switch (failure) {
            case RequestFailure.Gone() -> answer(400, "The request ended before it was complete.\nSend it again.\n");
            case RequestFailure.Malformed(String detail) ->
                answer(400, "The request is not valid HTTP: " + detail + ".\nCorrect the client that sent it.\n");
            case RequestFailure.Tls() ->
                answer(400, "The client began TLS, but this port speaks plain HTTP.\nUse http://, not https://.\n");
            case RequestFailure.RequestLineTooLong(int bytes) ->
                answer(414, "The request line is longer than " + bytes + " bytes.\nSend a shorter URL.\n");
            case RequestFailure.HeadTooLarge tooLarge ->
                answer(
                        431,
                        "The request is too large: "
                                + tooLarge.limit().exceeded(tooLarge.max())
                                + ".\nSend fewer or smaller header fields.\n");
            case RequestFailure.Overload(String limit) -> overload(limit);
            case RequestFailure.Expectation() ->
                answer(417, "The request has an Expect field other than 100-continue.\nLeave the field out.\n");
            case RequestFailure.NotTaken(long millis) ->
                answer(408, "Too little of the response was taken within " + millis + " ms.\nRead it faster.\n");
            case RequestFailure.TooSlow(long bytesPerSecond) ->
                answer(
                        408,
                        "The request body came at less than " + bytesPerSecond
                                + " bytes per second.\nSend it faster.\n");
            case RequestFailure.TunnelIdle(long millis) ->
                answer(408, "No byte came within " + millis + " ms.\nSend something now and then.\n");
            case RequestFailure.TimedOut(String part, long millis) ->
                answer(408, "The request " + part + " did not arrive within " + millis + " ms.\nSend it faster.\n");
        };
    }

    static OwnResponse tooLarge(int maxBytes) {
        return answer(
                413,
                "The request body is larger than " + maxBytes + " bytes.\nSend less at once, in several requests.\n");
    }

    /** @param limit which bound was reached, with its number */
    static OwnResponse overload(String limit) {
        return answer(503, "Mesher has too much to do at once: " + limit + ".\nSend the request again later.\n");
    }

    static OwnResponse tunnelRefused() {
        return answer(501, "This port serves an API and is not a proxy: it does not tunnel (CONNECT).\n");
    }

    private static OwnResponse answer(int status, String text) {
        return OwnResponse.of(status, FIELDS, text.getBytes(StandardCharsets.UTF_8), OwnResponse.After.NOTHING);
    }
}
