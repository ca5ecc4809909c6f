package io.mesher.net.http;

import java.util.Arrays;

/** Field lines that are added behind a message's own. Reused from message to message; event loop only. */
public final class FieldLines {
    private static final byte[] CRLF = {'\r', '\n'};

    private static final int FIRST_BYTES = 256;

    /** As for {@link Fields}. */
    private static final int MOST_KEPT_BYTES = 4 * 1024;

    private byte[] bytes = new byte[FIRST_BYTES];
    private int length;

    public FieldLines() {}

    public void clear() {
        if (bytes.length > MOST_KEPT_BYTES) {
            bytes = new byte[FIRST_BYTES];
        }
        length = 0;
    }

    public byte[] bytes() {
        return bytes;
    }

    public int length() {
        return length;
    }

    /** Whole lines with their CRLF, or parts of one that {@link #end} completes. */
    public FieldLines append(byte[] part) {
        return append(part, 0, part.length);
    }

    public FieldLines append(byte[] part, int from, int to) {
        int more = to - from;
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
        System.arraycopy(part, from, bytes, length, more);
        length += more;
        return this;
    }

    public FieldLines append(int number) {
        return append(Ascii.bytes(Integer.toString(number)));
    }

    /** Ends the line. */
    public void end() {
        append(CRLF);
    }
}
