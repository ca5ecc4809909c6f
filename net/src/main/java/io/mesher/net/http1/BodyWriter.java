package io.mesher.net.http1;

import io.mesher.net.http.Ascii;
import io.mesher.net.http.FieldName;
import io.mesher.net.http.Fields;
import io.mesher.net.stream.ByteSink;
import java.nio.ByteBuffer;

/** Puts a body into the framing of the side that it goes to. */
final class BodyWriter {
    private static final byte[] LAST_CHUNK = Ascii.bytes("0\r\n");

    private ByteSink out;
    private final Decimal decimal = new Decimal();
    private BodyFraming framing = BodyFraming.NONE;

    BodyWriter(ByteSink out) {
        this.out = out;
    }

    void to(ByteSink newOut) {
        out = newOut;
    }

    void start(BodyFraming newFraming) {
        framing = newFraming;
    }

    /** Takes all of {@code data}. */
    void data(ByteBuffer data) {
        if (framing != BodyFraming.CHUNKED) {
            out.put(data);
        } else if (data.hasRemaining()) {
            decimal.putHex(data.remaining(), out);
            out.put(MessageWriter.CRLF);
            out.put(data);
            out.put(MessageWriter.CRLF);
        }
    }

    void end(Fields trailers) {
        if (framing != BodyFraming.CHUNKED) {
            return;
        }
        out.put(LAST_CHUNK);
        for (int i = 0; i < trailers.count(); i++) {
            if (isAllowed(trailers.name(i))) {
                out.put(trailers.bytes(), trailers.nameStart(i), trailers.lineEnd(i) - trailers.nameStart(i));
            }
        }
        out.put(MessageWriter.CRLF);
    }

    /** Not what frames, routes or authenticates (RFC 9110 §6.5.1). */
    private static boolean isAllowed(FieldName name) {
        return switch (name) {
            case AUTHORIZATION,
                    CONNECTION,
                    CONTENT_LENGTH,
                    CONTENT_TYPE,
                    COOKIE,
                    DATE,
                    EXPECT,
                    HOST,
                    HTTP2_SETTINGS,
                    IDEMPOTENCY_KEY,
                    KEEP_ALIVE,
                    MAX_FORWARDS,
                    PROXY_AUTHENTICATE,
                    PROXY_AUTHENTICATION_INFO,
                    PROXY_AUTHORIZATION,
                    PROXY_CONNECTION,
                    TE,
                    TRAILER,
                    TRANSFER_ENCODING,
                    UPGRADE,
                    VIA,
                    WWW_AUTHENTICATE -> false;
            // Who calls, by which way and in which trace: the head said it, and receivers believe the head.
            case B3,
                    TRACEPARENT,
                    TRACESTATE,
                    X_B3_FLAGS,
                    X_B3_PARENT_SPAN_ID,
                    X_B3_SAMPLED,
                    X_B3_SPAN_ID,
                    X_B3_TRACE_ID,
                    X_CSE_CONTEXT,
                    X_FORWARDED_FOR,
                    X_FORWARDED_HOST,
                    X_FORWARDED_PORT,
                    X_FORWARDED_PROTO,
                    X_INVOCATION_CONTEXT,
                    X_MESHER_EXPLAIN,
                    X_MESHER_UNSENT,
                    X_REQUEST_DEADLINE,
                    X_REQUEST_ID,
                    USER_AGENT -> false;
            case OTHER -> true;
        };
    }
}
