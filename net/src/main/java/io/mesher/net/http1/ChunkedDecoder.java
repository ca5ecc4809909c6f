package io.mesher.net.http1;

import io.mesher.base.MessageLimit;
import io.mesher.net.http.Fields;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The chunked transfer coding (RFC 9112 §7.1). Extensions, and blanks after a size, are checked and left out: the body
 * is framed anew on its way out. Content isn't copied.
 */
final class ChunkedDecoder {
    /** The size line with its extensions. */
    private static final int MAX_LINE_BYTES = 256;

    /** All extensions of one body: else a body could be nothing but extensions. */
    private static final int MAX_EXTENSION_BYTES = 16 * 1024;

    private static final int MAX_TRAILER_BYTES = 8 * 1024;
    private static final int MAX_TRAILERS = 32;

    /** 2^60 and more can't be a chunk's size. */
    private static final int MAX_SIZE_DIGITS = 15;

    private enum State {
        SIZE,
        BLANK,
        EXTENSION,
        SIZE_LF,
        DATA,
        DATA_CR,
        DATA_LF,
        TRAILERS,
        COMPLETE,
        FAILED
    }

    /** Made when the first one comes: most connections never see one. */
    private Fields trailers = Fields.NONE;

    private State state = State.COMPLETE;
    private long remaining;
    private int digits;
    private int lineBytes;
    private int extensionBytes;
    private int trailerLineStart;
    private @Nullable MessageError error;

    void start() {
        if (trailers != Fields.NONE) {
            trailers.clear();
        }
        state = State.SIZE;
        remaining = 0;
        digits = 0;
        lineBytes = 0;
        extensionBytes = 0;
        trailerLineStart = 0;
        error = null;
    }

    boolean isComplete() {
        return state == State.COMPLETE;
    }

    Fields trailers() {
        return trailers;
    }

    @Nullable MessageError error() {
        return error;
    }

    /** Length of the content at {@code in}'s position, 0 when there is none (yet, or any more), -1 on an error. */
    int next(ByteBuffer in) {
        while (in.hasRemaining()) {
            switch (state) {
                case SIZE -> size(in.get());
                case BLANK -> afterSize(in.get());
                case EXTENSION -> extension(in.get());
                case SIZE_LF -> sizeEnd(in.get());
                case DATA -> {
                    int part = (int) Math.min(remaining, in.remaining());
                    remaining -= part;
                    if (remaining == 0) {
                        state = State.DATA_CR;
                    }
                    return part;
                }
                case DATA_CR -> expect(in.get(), '\r', State.DATA_LF);
                case DATA_LF -> {
                    expect(in.get(), '\n', State.SIZE);
                    digits = 0;
                    lineBytes = 0;
                }
                case TRAILERS -> trailer(in.get());
                case COMPLETE -> {
                    return 0;
                }
                case FAILED -> {
                    return -1;
                }
            }
        }
        return state == State.FAILED ? -1 : 0;
    }

    private void size(byte b) {
        int digit = Character.digit(b, 16);
        if (digit >= 0 && b > 0) {
            digits++;
            remaining = remaining * 16 + digit;
            if (digits > MAX_SIZE_DIGITS) {
                fail("a chunk's size has more than " + MAX_SIZE_DIGITS + " digits");
            }
        } else if (digits == 0) {
            fail("a chunk does not begin with its size in hexadecimal digits");
        } else {
            afterSize(b);
        }
    }

    /**
     * RFC 9110 §5.6.3: the blanks before an extension are bad white space, which a recipient removes. Before CRLF no grammar has
     * them, but old servers pad their sizes so. No digit may follow them: servers differ in what they make of that.
     */
    private void afterSize(byte b) {
        if (b == '\r') {
            state = State.SIZE_LF;
        } else if (b == ';') {
            state = State.EXTENSION;
        } else if (b == ' ' || b == '\t') {
            state = State.BLANK;
            if (!fits()) {
                failTooLong();
            }
        } else {
            fail("a chunk's size is followed by something other than CRLF or an extension");
        }
    }

    private void extension(byte b) {
        boolean fits = fits();
        if (b == '\r') {
            state = State.SIZE_LF;
        } else if ((b >= 0 && b < ' ' && b != '\t') || b == 0x7f) {
            fail("a chunk extension contains a control character");
        } else if (!fits) {
            failTooLong();
        }
    }

    /** Counts a byte that is left out. */
    private boolean fits() {
        lineBytes++;
        extensionBytes++;
        return lineBytes <= MAX_LINE_BYTES && extensionBytes <= MAX_EXTENSION_BYTES;
    }

    private void failTooLong() {
        if (lineBytes > MAX_LINE_BYTES) {
            fail(MessageLimit.CHUNK_LINE, MAX_LINE_BYTES);
        } else {
            fail(MessageLimit.CHUNK_EXTENSIONS, MAX_EXTENSION_BYTES);
        }
    }

    private void fail(MessageLimit limit, int max) {
        error = new MessageError.TooLarge(limit, max);
        state = State.FAILED;
    }

    private void sizeEnd(byte b) {
        expect(b, '\n', remaining == 0 ? State.TRAILERS : State.DATA);
    }

    private void expect(byte b, char wanted, State next) {
        if (b == wanted) {
            state = next;
        } else {
            fail("a chunk or its size does not end with CRLF");
        }
    }

    private void trailer(byte b) {
        if (trailers == Fields.NONE) {
            trailers = new Fields();
        }
        if (trailers.length() == MAX_TRAILER_BYTES) {
            fail(MessageLimit.TRAILER_BYTES, MAX_TRAILER_BYTES);
            return;
        }
        byte[] bytes = trailers.ensure(1);
        int at = trailers.length();
        bytes[at] = b;
        trailers.length(at + 1);
        if (b != '\n') {
            return;
        }
        int end = at - 1;
        if (end < trailerLineStart || bytes[end] != '\r') {
            fail("a trailer line ends with LF instead of CRLF");
        } else if (end == trailerLineStart) {
            state = State.COMPLETE;
        } else if (trailers.count() == MAX_TRAILERS) {
            fail(MessageLimit.TRAILERS, MAX_TRAILERS);
        } else {
            MessageError wrong = HeadParser.field(trailers, trailerLineStart, end, at + 1);
            if (wrong != null) {
                error = wrong;
                state = State.FAILED;
            }
            trailerLineStart = at + 1;
        }
    }

    private void fail(String detail) {
        error = MessageError.malformed(detail);
        state = State.FAILED;
    }
}
