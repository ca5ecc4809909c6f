package io.mesher.net.http1;

import io.mesher.net.http.Fields;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Takes a body out of its framing, piece by piece. Never takes a byte after the body's end. */
final class BodyReader {
    private final ChunkedDecoder chunked = new ChunkedDecoder();
    private BodyFraming framing = BodyFraming.NONE;
    private long remaining;
    private @Nullable MessageError error;

    /** Before each body. {@code length}: bytes, with {@link BodyFraming#LENGTH}. */
    void start(BodyFraming newFraming, long length) {
        framing = newFraming;
        remaining = newFraming == BodyFraming.LENGTH ? length : 0;
        error = null;
        chunked.start();
    }

    /**
     * The next piece of content: moves {@code in} to its start and returns its length, at least 1; 0 when {@code in} has no more
     * of it, or the body is complete or wrong. The caller takes the piece before it asks again.
     */
    int next(ByteBuffer in) {
        return switch (framing) {
            case NONE -> 0;
            case UNTIL_CLOSE -> in.remaining();
            case LENGTH -> {
                int part = (int) Math.min(remaining, in.remaining());
                remaining -= part;
                yield part;
            }
            case CHUNKED -> {
                int part = chunked.next(in);
                if (part < 0) {
                    error = chunked.error();
                    yield 0;
                }
                yield part;
            }
        };
    }

    boolean isComplete() {
        return switch (framing) {
            case NONE -> true;
            case UNTIL_CLOSE -> false;
            case LENGTH -> remaining == 0;
            case CHUNKED -> chunked.isComplete();
        };
    }

    /** Null while all is well. */
    @Nullable MessageError error() {
        return error;
    }

    /** Trailer fields, empty unless the body was chunked and had some. Valid until the next body starts. */
    Fields trailers() {
        return chunked.trailers();
    }

    BodyFraming framing() {
        return framing;
    }
}
