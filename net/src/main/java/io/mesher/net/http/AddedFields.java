package io.mesher.net.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Field lines that Mesher adds after a message's own: the bytes as HTTP/1 sends them, and where each name and value is, so that
 * another protocol can encode them and a route can edit them without parsing. Reused from message to message; event loop only.
 */
public final class AddedFields {
    /** Line {@code i} takes this many ints of {@link #ranges}: the end of its name, and the end of the line. */
    static final int STRIDE = 2;

    private static final int INITIAL_BYTES = 512;
    private static final int INITIAL_LINES = 16;
    private static final int MAX_KEPT_BYTES = 2 * 1024;
    private static final byte[] CRLF = {'\r', '\n'};
    /** Between a name and its value. */
    private static final int SEPARATOR_BYTES = 2;

    private byte[] bytes = {};
    private int length;
    private int[] ranges = {};
    private int count;
    /** Null while no line is dropped, which is usual. */
    private boolean @Nullable [] dropped;

    public AddedFields() {}

    public void clear() {
        length = 0;
        count = 0;
        dropped = null;
        if (bytes.length > MAX_KEPT_BYTES) {
            bytes = new byte[0];
            ranges = new int[0];
        }
    }

    // --- adding

    public AddedFields add(FieldBlock block) {
        byte[] lines = block.bytes();
        int[] places = block.ranges();
        ensureLines(places.length / STRIDE);
        int at = count * STRIDE;
        for (int i = 0; i < places.length; i++) {
            ranges[at + i] = places[i] + length;
        }
        count += places.length / STRIDE;
        return append(lines);
    }

    /**
     * Begins a line, whose value {@link #append} brings and which {@link #end} ends.
     *
     * @param label {@code Name: }, with colon and space
     */
    public AddedFields begin(byte[] label) {
        ensureLines(1);
        ranges[count * STRIDE] = length + label.length - SEPARATOR_BYTES;
        return append(label);
    }

    /** A piece of the present line's value. The caller has checked that it has no control characters. */
    public AddedFields append(byte[] part) {
        return append(part, 0, part.length);
    }

    public AddedFields append(byte[] part, int from, int to) {
        int more = to - from;
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.max(bytes.length * 2, INITIAL_BYTES), length + more));
        }
        System.arraycopy(part, from, bytes, length, more);
        length += more;
        return this;
    }

    public AddedFields append(int number) {
        return append(Ascii.bytes(Integer.toString(number)));
    }

    /** Ends the present line. */
    public void end() {
        append(CRLF);
        ranges[count * STRIDE + 1] = length;
        count++;
    }

    private void ensureLines(int more) {
        int needed = (count + more) * STRIDE;
        if (needed > ranges.length) {
            ranges = Arrays.copyOf(ranges, Math.max(Math.max(2 * ranges.length, INITIAL_LINES * STRIDE), needed));
        }
    }

    /** Replaces bytes of a line's value, as many as there are given. */
    public AddedFields put(int at, byte[] part, int from, int to) {
        System.arraycopy(part, from, bytes, at, to - from);
        return this;
    }

    /** Replaces one byte of a line's value. */
    public AddedFields put(int at, char ascii) {
        bytes[at] = (byte) ascii;
        return this;
    }

    /** Removes the lines that were added since {@link #count} was this. */
    public void cutTo(int earlierCount) {
        count = earlierCount;
        length = count == 0 ? 0 : lineEnd(count - 1);
        boolean[] present = dropped;
        if (present != null && present.length > count) {
            Arrays.fill(present, count, present.length, false);
        }
    }

    // --- reading

    /** Ranges that other methods give refer to it. */
    public byte[] bytes() {
        return bytes;
    }

    /** Bytes of all lines, the dropped ones too. */
    public int length() {
        return length;
    }

    /** How many lines there are, the dropped ones too. */
    public int count() {
        return count;
    }

    public int nameStart(int i) {
        return i == 0 ? 0 : lineEnd(i - 1);
    }

    public int nameEnd(int i) {
        return ranges[i * STRIDE];
    }

    public int valueStart(int i) {
        return nameEnd(i) + SEPARATOR_BYTES;
    }

    public int valueEnd(int i) {
        return lineEnd(i) - CRLF.length;
    }

    /** After the line's CRLF. */
    public int lineEnd(int i) {
        return ranges[i * STRIDE + 1];
    }

    /** Whether a line of this name will be sent. {@code lowerCase}: the name. */
    public boolean has(byte[] lowerCase) {
        for (int i = 0; i < count; i++) {
            if (!isDropped(i) && Ascii.equalsIgnoreCase(bytes, nameStart(i), nameEnd(i), lowerCase)) {
                return true;
            }
        }
        return false;
    }

    // --- dropping: a dropped line stays where it is, but isn't sent

    /** Drops the lines of this name. A line that is added later isn't meant. {@code lowerCase}: the name. */
    public void drop(byte[] lowerCase) {
        for (int i = 0; i < count; i++) {
            if (Ascii.equalsIgnoreCase(bytes, nameStart(i), nameEnd(i), lowerCase)) {
                drop(i);
            }
        }
    }

    private void drop(int i) {
        boolean[] present = dropped;
        if (present == null || present.length < count) {
            present = present == null ? new boolean[count] : Arrays.copyOf(present, count);
            dropped = present;
        }
        present[i] = true;
    }

    public boolean hasDropped() {
        return dropped != null;
    }

    public boolean isDropped(int i) {
        boolean[] present = dropped;
        return present != null && i < present.length && present[i];
    }

    /** The lines as they are sent. Allocates: off the usual path only. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < count; i++) {
            if (!isDropped(i)) {
                text.append(new String(bytes, nameStart(i), lineEnd(i) - nameStart(i), StandardCharsets.ISO_8859_1));
            }
        }
        return text.toString();
    }
}
