package io.mesher.net.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Header or trailer fields, in the order, case and number in which they came, as ranges of one byte array. Reused from message
 * to message, so nothing of it may be kept after the message. Event loop only.
 */
public final class Fields {
    /** Field {@code i} takes this many ints of {@link #ranges}: line start, name end, value start, value end, line end. */
    private static final int STRIDE = 5;

    private static final int INITIAL_BYTES = 512;

    /** Larger arrays than most heads need go with their message: thousands of idle connections would keep one each. */
    private static final int MAX_KEPT_BYTES = 4 * 1024;

    private static final int MAX_KEPT_FIELDS = 32;

    private static final FieldName[] NAMES = FieldName.values();

    private static final byte[] NO_BYTES = {};

    /** No fields; never to be added to. */
    public static final Fields NONE = new Fields();

    private byte[] bytes = NO_BYTES;
    private int length;
    private int[] ranges = new int[16 * STRIDE];
    private byte[] names = new byte[16];
    private boolean[] dropped = new boolean[16];
    private int count;
    /** Bit {@code n} is set when a field named {@code FieldName.values()[n]} is there. */
    private long present;

    public Fields() {}

    public void clear() {
        if (bytes.length > MAX_KEPT_BYTES) {
            bytes = NO_BYTES;
        }
        if (names.length > MAX_KEPT_FIELDS) {
            ranges = new int[MAX_KEPT_FIELDS * STRIDE];
            names = new byte[MAX_KEPT_FIELDS];
            dropped = new boolean[MAX_KEPT_FIELDS];
        }
        length = 0;
        count = 0;
        present = 0;
    }

    // --- the bytes of the message's head

    /** The head as it came. Ranges given by other methods refer to it. */
    public byte[] bytes() {
        return bytes;
    }

    /** Bytes of memory for the head. */
    public int capacity() {
        return bytes.length;
    }

    public int length() {
        return length;
    }

    /** Makes room for {@code more} bytes after the present ones and returns the array. */
    public byte[] ensure(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.max(bytes.length * 2, INITIAL_BYTES), length + more));
        }
        return bytes;
    }

    public void length(int newLength) {
        length = newLength;
    }

    // --- fields

    public int count() {
        return count;
    }

    public void add(int lineStart, int nameEnd, int valueStart, int valueEnd, int lineEnd) {
        if (count == names.length) {
            ranges = Arrays.copyOf(ranges, ranges.length * 2);
            names = Arrays.copyOf(names, count * 2);
            dropped = Arrays.copyOf(dropped, count * 2);
        }
        int at = count * STRIDE;
        ranges[at] = lineStart;
        ranges[at + 1] = nameEnd;
        ranges[at + 2] = valueStart;
        ranges[at + 3] = valueEnd;
        ranges[at + 4] = lineEnd;
        int name = FieldName.of(bytes, lineStart, nameEnd).ordinal();
        names[count] = (byte) name;
        dropped[count] = false;
        present |= 1L << name;
        count++;
    }

    public FieldName name(int i) {
        return NAMES[names[i]];
    }

    public int nameStart(int i) {
        return ranges[i * STRIDE];
    }

    public int nameEnd(int i) {
        return ranges[i * STRIDE + 1];
    }

    public int valueStart(int i) {
        return ranges[i * STRIDE + 2];
    }

    public int valueEnd(int i) {
        return ranges[i * STRIDE + 3];
    }

    /** Behind the line's CRLF. */
    public int lineEnd(int i) {
        return ranges[i * STRIDE + 4];
    }

    /** Whether the line reads {@code Name: value}, so that it can be passed on byte by byte. */
    public boolean isPlain(int i) {
        return valueStart(i) == nameEnd(i) + 2 && bytes[valueStart(i) - 1] == ' ' && valueEnd(i) == lineEnd(i) - 2;
    }

    public boolean has(FieldName name) {
        return (present & 1L << name.ordinal()) != 0;
    }

    /** The first field of this name, or -1. */
    public int find(FieldName name) {
        return has(name) ? next(name, 0) : -1;
    }

    /** The first field of this name from {@code from} on, or -1. */
    public int next(FieldName name, int from) {
        for (int i = from; i < count; i++) {
            if (names[i] == name.ordinal()) {
                return i;
            }
        }
        return -1;
    }

    /** The first field whose name is {@code lowerCase} in any case, or -1. For names that {@link FieldName} doesn't know. */
    public int find(byte[] lowerCase) {
        for (int i = 0; i < count; i++) {
            if (Ascii.equalsIgnoreCase(bytes, nameStart(i), nameEnd(i), lowerCase)) {
                return i;
            }
        }
        return -1;
    }

    /** A copy of the value. Allocates: off the usual path only. */
    public String value(int i) {
        return new String(bytes, valueStart(i), valueEnd(i) - valueStart(i), StandardCharsets.ISO_8859_1);
    }

    /** The value as a whole number of at most so many digits, 1 to 18; -1 when it is none. */
    public long number(int i, int maxDigits) {
        int from = valueStart(i);
        int to = valueEnd(i);
        if (from == to || to - from > maxDigits) {
            return -1;
        }
        long number = 0;
        for (int at = from; at < to; at++) {
            if (!Ascii.isDigit(bytes[at])) {
                return -1;
            }
            number = number * 10 + bytes[at] - '0';
        }
        return number;
    }

    public boolean valueIs(int i, byte[] lowerCase) {
        return Ascii.equalsIgnoreCase(bytes, valueStart(i), valueEnd(i), lowerCase);
    }

    /** Whether the value begins with this text, whatever its case, and with a token that ends there. */
    public boolean valueBegins(int i, byte[] lowerCase) {
        int end = valueStart(i) + lowerCase.length;
        return end <= valueEnd(i)
                && Ascii.equalsIgnoreCase(bytes, valueStart(i), end, lowerCase)
                && (end == valueEnd(i) || !Ascii.isToken(bytes[end]));
    }

    /** All of them by name in lower case, of a repeated one the first. Allocates: off the usual path only. */
    public Map<String, String> texts() {
        Map<String, String> texts = HashMap.newHashMap(count);
        for (int i = 0; i < count; i++) {
            int start = nameStart(i);
            String name = new String(bytes, start, nameEnd(i) - start, StandardCharsets.ISO_8859_1);
            texts.putIfAbsent(name.toLowerCase(Locale.ROOT), value(i));
        }
        return texts;
    }

    // --- dropping: a dropped field is still there to be read, but isn't passed on

    public void drop(int i) {
        dropped[i] = true;
    }

    public void drop(FieldName name) {
        for (int i = find(name); i >= 0; i = next(name, i + 1)) {
            dropped[i] = true;
        }
    }

    public boolean isDropped(int i) {
        return dropped[i];
    }
}
