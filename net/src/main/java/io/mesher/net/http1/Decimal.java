package io.mesher.net.http1;

import io.mesher.base.text.Hex;
import io.mesher.net.stream.ByteSink;

/** Numbers as ASCII, without a String each. */
final class Decimal {
    private final byte[] digits = new byte[20];

    void put(long number, ByteSink out) {
        long left = number;
        int at = digits.length;
        do {
            digits[--at] = (byte) ('0' + left % 10);
            left /= 10;
        } while (left > 0);
        out.put(digits, at, digits.length - at);
    }

    void putHex(int number, ByteSink out) {
        int left = number;
        int at = digits.length;
        do {
            digits[--at] = Hex.lower(left & 15);
            left >>>= 4;
        } while (left > 0);
        out.put(digits, at, digits.length - at);
    }
}
