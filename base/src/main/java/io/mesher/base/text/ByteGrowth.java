package io.mesher.base.text;

import java.util.Arrays;

/** How byte arrays grow whose final size isn't known. */
public final class ByteGrowth {
    private static final int MAX_ARRAY = Integer.MAX_VALUE - 8;

    private ByteGrowth() {}

    /**
     * The array itself where {@code more} bytes fit after the first {@code size}; otherwise a copy of twice the length, or more where
     * that is needed.
     *
     * @param min the length that the first array has at least
     * @throws ArithmeticException when no array is long enough
     */
    public static byte[] fit(byte[] bytes, int size, int more, int min) {
        if (more <= bytes.length - size) {
            return bytes;
        }
        int doubled = Math.max(min, (int) Math.min(2L * bytes.length, MAX_ARRAY));
        return Arrays.copyOf(bytes, Math.max(doubled, Math.addExact(size, more)));
    }
}
