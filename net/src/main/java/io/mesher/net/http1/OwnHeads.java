package io.mesher.net.http1;

import io.mesher.net.http.Ascii;
import io.mesher.net.http.FieldName;
import io.mesher.net.http.RequestHead;
import io.mesher.net.http.ResponseHead;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Heads of Mesher's own making, from their text, by the parsers that read everyone else's. Off the request path. */
public final class OwnHeads {
    private static final HeadLimits LIMITS = new HeadLimits(16 * 1024, 64 * 1024, 200);
    private static final MessageError BAD_LINES =
            MessageError.malformed("the fields are not whole lines, or contain an empty one");

    private static final MessageError NOT_ASCII =
            MessageError.malformed("target or fields contain a character that is not ASCII");

    private OwnHeads() {}

    /**
     * @param text the whole head, up to its empty line
     * @param into empty
     * @return why it isn't a valid request, or null
     */
    public static @Nullable MessageError request(String text, RequestHead into) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0x7e) {
                return NOT_ASCII;
            }
        }
        RequestParser parser = new RequestParser(LIMITS);
        ByteBuffer bytes = ByteBuffer.wrap(Ascii.bytes(text));
        MessageError error = parser.parse(bytes, into);
        if (error != null) {
            return error;
        }
        return parser.isComplete() && !bytes.hasRemaining() ? null : BAD_LINES;
    }

    /** {@code 100 Continue}, for a caller that waits with its body (RFC 9110 §10.1.1). */
    public static ResponseHead continued() {
        return response("HTTP/1.1 100 Continue\r\n\r\n");
    }

    /** For {@link io.mesher.net.http.ServerStream#switchProtocols}, which writes both fields itself. */
    public static ResponseHead switching(String protocol) {
        ResponseHead head = response(
                "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: " + protocol + "\r\n\r\n");
        head.fields().drop(FieldName.CONNECTION);
        head.fields().drop(FieldName.UPGRADE);
        return head;
    }

    private static ResponseHead response(String text) {
        ResponseHead head = new ResponseHead();
        MessageError error = new ResponseParser(LIMITS).parse(ByteBuffer.wrap(Ascii.bytes(text)), head);
        if (error != null) {
            throw new IllegalStateException(error.text());
        }
        return head;
    }
}
