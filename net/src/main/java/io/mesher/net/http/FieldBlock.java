package io.mesher.net.http;

import java.nio.charset.StandardCharsets;

/**
 * Field lines that are made once and added to many messages: {@code Name: value\r\n}, one after the other, and where each name
 * ends. Immutable but for the arrays, which nobody changes.
 */
public final class FieldBlock {
    /** No lines. */
    public static final FieldBlock NONE = new FieldBlock(new byte[0], new int[0]);

    private final byte[] bytes;
    private final int[] ranges;

    private FieldBlock(byte[] bytes, int[] ranges) {
        this.bytes = bytes;
        this.ranges = ranges;
    }

    /**
     * @param lines each {@code Name: value\r\n}, one character a byte (ISO 8859-1)
     * @throws IllegalArgumentException where a line isn't of that form
     */
    public static FieldBlock of(String lines) {
        int count = 0;
        for (int at = lines.indexOf('\n'); at >= 0; at = lines.indexOf('\n', at + 1)) {
            count++;
        }
        int[] ranges = new int[count * AddedFields.STRIDE];
        int from = 0;
        for (int i = 0; i < count; i++) {
            int colon = lines.indexOf(": ", from);
            int end = lines.indexOf("\r\n", from) + 2;
            if (colon <= from || end < 2 || colon + 2 > end) {
                throw new IllegalArgumentException("not field lines: " + lines);
            }
            ranges[i * AddedFields.STRIDE] = colon;
            ranges[i * AddedFields.STRIDE + 1] = end;
            from = end;
        }
        if (from != lines.length()) {
            throw new IllegalArgumentException("the last line has no end: " + lines);
        }
        return new FieldBlock(lines.getBytes(StandardCharsets.ISO_8859_1), ranges);
    }

    /** These lines and {@code more} after them. */
    public FieldBlock and(String more) {
        return of(this + more);
    }

    /** Not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    /** The lines, one character a byte. Allocates. */
    @Override
    public String toString() {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** As {@link AddedFields} keeps them, counted from the first byte. */
    int[] ranges() {
        return ranges;
    }
}
