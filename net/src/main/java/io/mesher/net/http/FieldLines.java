package io.mesher.net.http;

import java.util.Arrays;

/** Field lines that are added behind a message's own. Reused from message to message; event loop only. */
public final class FieldLines {
    private static final int INITIAL_BYTES = 512;
    private static final int MAX_KEPT_BYTES = 2 * 1024;
    private static final byte[] CRLF = {'\r', '\n'};

    private byte[] bytes = {};
    private int length;

    public FieldLines() {}

    public void clear() {
        length = 0;
        if (bytes.length > MAX_KEPT_BYTES) {
            bytes = new byte[0];
        }
    }

    public byte[] bytes() {
        return bytes;
    }

    public int length() {
        return length;
    }

    /** Takes away what was appended since {@link #length} was this. */
    public void cutTo(int earlierLength) {
        length = earlierLength;
    }

    /** Whole lines with their CRLF, or parts of one that {@link #end} completes. */
    public FieldLines append(byte[] part) {
        return append(part, 0, part.length);
    }

    public FieldLines append(byte[] part, int from, int to) {
        int more = to - from;
        ensure(more);
        System.arraycopy(part, from, bytes, length, more);
        length += more;
        return this;
    }

    private void ensure(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.max(bytes.length * 2, INITIAL_BYTES), length + more));
        }
    }

    public FieldLines append(int number) {
        return append(Ascii.bytes(Integer.toString(number)));
    }

    /** Bytes in place of those that stand there. */
    public FieldLines put(int at, byte[] part, int from, int to) {
        System.arraycopy(part, from, bytes, at, to - from);
        return this;
    }

    /** One byte in place of another. */
    public FieldLines put(int at, char ascii) {
        bytes[at] = (byte) ascii;
        return this;
    }

    /** Ends the line. */
    public void end() {
        append(CRLF);
    }
}
