package io.mesher.proxy.trace;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Hexadecimal digits in messages. */
final class Hex {
    /** Of a number of 64 bits. */
    static final int DIGITS = 16;

    private static final int NONE = -1;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

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
        LONGS.set(to, at, eight((int) (number >>> 32)));
        LONGS.set(to, at + 8, eight((int) number));
    }

    /** Eight digits at once, a byte each, the first one lowest: a third of the time of a table. */
    private static long eight(int half) {
        long digits = (half >>> 16) | (half & 0xFFFFL) << 32;
        digits = (digits >>> 8 & 0x0000_00FF_0000_00FFL) | (digits & 0x0000_00FF_0000_00FFL) << 16;
        digits = (digits >>> 4 & 0x000F_000F_000F_000FL) | (digits & 0x000F_000F_000F_000FL) << 8;
        long letters = (digits + 0x0606_0606_0606_0606L) >>> 4 & 0x0101_0101_0101_0101L;
        return digits + 0x3030_3030_3030_3030L + letters * ('a' - '0' - 10);
    }
}
