package io.mesher.net.http1;

import io.mesher.net.http.RequestHead;
import io.mesher.net.http.ResponseHead;
import java.nio.ByteBuffer;

/** Heads as the parsers make them. */
public final class Messages {
    public static final HeadLimits LIMITS = Wire.LIMITS;

    private Messages() {}

    public static ResponseHead response(String head) {
        ResponseHead response = new ResponseHead();
        parse(new ResponseParser(LIMITS), head, response);
        return response;
    }

    public static RequestHead request(String head) {
        RequestHead request = new RequestHead();
        parse(new RequestParser(LIMITS), head, request);
        return request;
    }

    public static ByteBuffer buffer(String latin1) {
        return ByteBuffer.wrap(Wire.bytes(latin1));
    }

    private static <H extends io.mesher.net.http.MessageHead> void parse(HeadParser<H> parser, String bytes, H head) {
        parser.reset();
        MessageError error = parser.parse(buffer(bytes), head);
        if (error != null || !parser.isComplete()) {
            throw new IllegalArgumentException("not a head: " + bytes);
        }
    }
}
