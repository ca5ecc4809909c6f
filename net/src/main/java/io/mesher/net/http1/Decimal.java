package io.mesher.net.http1;

import io.mesher.net.stream.ByteSink;

/** Numbers as ASCII, without a String each. */
final class Decimal {
    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};

    private final byte[] digits = new byte[20];

    void put(long number, ByteSink out) {
        long left = number;
        int at = digits.length;
        do {
            digits[--at] = HEX[(int) (left % 10)];
            left /= 10;
        } while (left > 0);
        out.put(digits, at, digits.length - at);
    }

    void putHex(int number, ByteSink out) {
        int left = number;
        int at = digits.length;
        do {
            digits[--at] = HEX[left & 15];
            left >>>= 4;
        } while (left > 0);
        out.put(digits, at, digits.length - at);
    }
}
