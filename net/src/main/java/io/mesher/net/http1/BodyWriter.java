package io.mesher.net.http1;

import io.mesher.net.http.Ascii;
import io.mesher.net.http.BodyFraming;
import io.mesher.net.http.FieldName;
import io.mesher.net.http.Fields;
import io.mesher.net.stream.ByteSink;
import java.nio.ByteBuffer;

/** Puts a body into the framing of the side that it goes to. */
final class BodyWriter {
    private static final byte[] LAST_CHUNK = Ascii.bytes("0\r\n");

    private final ByteSink out;
    private final Decimal decimal = new Decimal();
    private BodyFraming framing = BodyFraming.NONE;

    BodyWriter(ByteSink out) {
        this.out = out;
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
            out.put(HeadWriter.CRLF);
            out.put(data);
            out.put(HeadWriter.CRLF);
        }
    }

    /** The end; trailers go where the framing has a place for them, else they are lost, as RFC 9110 §6.5.1 permits. */
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
        out.put(HeadWriter.CRLF);
    }

    /** RFC 9110 §6.5.1: not what frames, routes or authenticates. What this enum knows is of that kind; the rest means nothing to an intermediary. */
    private static boolean isAllowed(FieldName name) {
        return name == FieldName.OTHER;
    }
}
