package io.mesher.base.text;

/** UTF-8 among bytes that may be anything (RFC 3629). */
public final class Utf8 {
    private static final int CONTINUATION = 0x80;

    private Utf8() {}

    /** Whether all of it is UTF-8, without decoding it (RFC 3629 §4). */
    public static boolean isValid(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            if (bytes[at] >= 0) {
                at++;
                continue;
            }
            int length = length(bytes, at, to);
            if (length == 0) {
                return false;
            }
            at += length;
        }
        return true;
    }

    /**
     * The length of the character of two to four bytes that begins at {@code at}; 0 when none begins there, or when it doesn't end
     * before {@code to}.
     */
    public static int length(byte[] bytes, int at, int to) {
        int first = bytes[at] & 0xff;
        int length = first < 0xc2 || first > 0xf4 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
        if (length == 0 || at + length > to) {
            return 0;
        }
        for (int i = 1; i < length; i++) {
            if (!isContinuation(bytes[at + i])) {
                return 0;
            }
        }
        int second = bytes[at + 1] & 0xff;
        boolean good = switch (first) {
            // Excludes longer forms than needed, surrogates, and what is above U+10FFFF.
            case 0xe0 -> second >= 0xa0;
            case 0xed -> second < 0xa0;
            case 0xf0 -> second >= 0x90;
            case 0xf4 -> second < 0x90;
            default -> true;
        };
        return good ? length : 0;
    }

    /** @param length as {@link #length} gave it */
    public static int codePoint(byte[] bytes, int at, int length) {
        int codePoint = bytes[at] & 0xff >> (length + 1);
        for (int i = 1; i < length; i++) {
            codePoint = codePoint << 6 | (bytes[at + i] & 0x3f);
        }
        return codePoint;
    }

    public static boolean isContinuation(byte b) {
        return (b & 0xc0) == CONTINUATION;
    }

    /**
     * Writes a character.
     *
     * @param codePoint U+0080 or above
     * @param to with room for four bytes at {@code at}
     * @return the number of bytes written
     */
    public static int encode(int codePoint, byte[] to, int at) {
        int length = codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
        int rest = codePoint;
        for (int i = length - 1; i > 0; i--) {
            to[at + i] = (byte) (CONTINUATION | (rest & 0x3f));
            rest >>= 6;
        }
        // As many leading ones as the character has bytes.
        to[at] = (byte) (0xf00 >> length | rest);
        return length;
    }
}
