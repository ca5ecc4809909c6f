package io.mesher.base.text;

import java.nio.charset.StandardCharsets;

/** Hexadecimal digits as bytes. */
public final class Hex {
    private static final int NONE = -1;
    private static final byte[] LOWER = "0123456789abcdef".getBytes(StandardCharsets.ISO_8859_1);

    private Hex() {}

    /** @param value 0 to 15 */
    public static byte lower(int value) {
        return LOWER[value];
    }

    /** @param value 0 to 15 */
    public static char upper(int value) {
        return (char) (value < 10 ? '0' + value : 'A' + value - 10);
    }

    /** The value of a digit, 0 to 15; -1 for any other character. */
    public static int digit(int c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        if (c >= 'a' && c <= 'f') {
            return c - 'a' + 10;
        }
        return c >= 'A' && c <= 'F' ? c - 'A' + 10 : NONE;
    }

    /** Whether all are digits; capital letters only where {@code anyCase}. */
    public static boolean is(byte[] bytes, int from, int to, boolean anyCase) {
        for (int i = from; i < to; i++) {
            if (digit(bytes[i]) == NONE || (!anyCase && bytes[i] >= 'A' && bytes[i] <= 'F')) {
                return false;
            }
        }
        return true;
    }

    /** The number that at most 16 digits write. */
    public static long value(byte[] bytes, int from, int to) {
        long value = 0;
        for (int i = from; i < to; i++) {
            value = value << 4 | digit(bytes[i]);
        }
        return value;
    }
}
