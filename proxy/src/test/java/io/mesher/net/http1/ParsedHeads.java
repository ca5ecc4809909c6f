package io.mesher.net.http1;

import io.mesher.net.http.Fields;
import io.mesher.net.http.MessageHead;
import io.mesher.net.http.RequestHead;
import io.mesher.net.http.ResponseHead;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Heads as the real parsers make them, for tests of what is done with them. */
public final class ParsedHeads {
    private static final HeadLimits LIMITS = new HeadLimits(8 * 1024, 32 * 1024, 100);

    private ParsedHeads() {}

    /** @param lines the request line and the field lines, without their CRLF */
    public static RequestHead request(String... lines) {
        RequestHead head = new RequestHead();
        parse(new RequestParser(LIMITS), head, lines);
        return head;
    }

    /** @param lines the status line and the field lines, without their CRLF */
    public static ResponseHead response(String... lines) {
        ResponseHead head = new ResponseHead();
        parse(new ResponseParser(LIMITS), head, lines);
        return head;
    }

    /** @param line one field line, without its CRLF */
    public static Fields trailers(String line) {
        return response("HTTP/1.1 200 OK", line).fields();
    }

    private static <H extends MessageHead> void parse(HeadParser<H> parser, H head, String... lines) {
        String text = String.join("\r\n", lines) + "\r\n\r\n";
        parser.reset();
        MessageError error = parser.parse(ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)), head);
        if (error != null || !parser.isComplete()) {
            throw new IllegalArgumentException(
                    "not a head: " + text + (error == null ? "" : " (" + error.text() + ")"));
        }
    }
}
