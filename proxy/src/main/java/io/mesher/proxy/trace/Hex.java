package io.mesher.proxy.trace;

/** Hexadecimal digits in messages. */
final class Hex {
    private static final int NONE = -1;

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
}
