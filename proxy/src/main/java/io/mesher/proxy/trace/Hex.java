package io.mesher.proxy.trace;

import io.mesher.net.http.Ascii;

/** Hexadecimal digits in messages. */
final class Hex {
    /** Of a number of 64 bits. */
    static final int DIGITS = 16;

    private static final int NONE = -1;
    private static final byte[] PAIRS = pairs();

    private Hex() {}

    /** Whether all are digits; capital letters only where {@code anyCase}. */
    static boolean is(byte[] bytes, int from, int to, boolean anyCase) {
        for (int i = from; i < to; i++) {
            if (digit(bytes[i]) == NONE || (!anyCase && bytes[i] >= 'A' && bytes[i] <= 'F')) {
                return false;
            }
        }
        return true;
    }

    /** Of digits, 16 at most. */
    static long value(byte[] bytes, int from, int to) {
        long value = 0;
        for (int i = from; i < to; i++) {
            value = value << 4 | digit(bytes[i]);
        }
        return value;
    }

    private static int digit(byte b) {
        if (b >= '0' && b <= '9') {
            return b - '0';
        }
        if (b >= 'a' && b <= 'f') {
            return b - 'a' + 10;
        }
        return b >= 'A' && b <= 'F' ? b - 'A' + 10 : NONE;
    }

    /** All 16 digits, in lower case. */
    static void write(long number, byte[] to, int at) {
        for (int i = at, shift = Long.SIZE - Byte.SIZE; shift >= 0; i += 2, shift -= Byte.SIZE) {
            int pair = ((int) (number >>> shift) & 0xff) * 2;
            to[i] = PAIRS[pair];
            to[i + 1] = PAIRS[pair + 1];
        }
    }

    private static byte[] pairs() {
        byte[] digits = Ascii.bytes("0123456789abcdef");
        byte[] pairs = new byte[2 * 256];
        for (int i = 0; i < 256; i++) {
            pairs[2 * i] = digits[i >> 4];
            pairs[2 * i + 1] = digits[i & 0xf];
        }
        return pairs;
    }
}
