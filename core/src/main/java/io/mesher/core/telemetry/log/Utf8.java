package io.mesher.core.telemetry.log;

/** UTF-8 among bytes that may be anything (RFC 3629). */
final class Utf8 {
    private static final int CONTINUATION = 0x80;

    private Utf8() {}

    /** How many bytes the character of two to four bytes at {@code at} has; 0: none begins there, or not wholly before {@code to}. */
    static int length(byte[] bytes, int at, int to) {
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
            // Longer than need be, surrogates, above U+10FFFF.
            case 0xe0 -> second >= 0xa0;
            case 0xed -> second < 0xa0;
            case 0xf0 -> second >= 0x90;
            case 0xf4 -> second < 0x90;
            default -> true;
        };
        return good ? length : 0;
    }

    /** Of a character whose {@link #length} is known. */
    static int codePoint(byte[] bytes, int at, int length) {
        int codePoint = bytes[at] & 0xff >> (length + 1);
        for (int i = 1; i < length; i++) {
            codePoint = codePoint << 6 | (bytes[at + i] & 0x3f);
        }
        return codePoint;
    }

    static boolean isContinuation(byte b) {
        return (b & 0xc0) == CONTINUATION;
    }

    /** Whether it may reach a terminal or a reader of lines: no control, no separator, nothing that changes the direction. */
    static boolean isHarmless(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> false;
            default -> true;
        };
    }

    /** From U+0080 on. */
    static void append(LineText to, int codePoint) {
        if (codePoint < 0x800) {
            to.put(0xc0 | codePoint >> 6);
        } else {
            if (codePoint < 0x10000) {
                to.put(0xe0 | codePoint >> 12);
            } else {
                to.put(0xf0 | codePoint >> 18);
                to.put(CONTINUATION | (codePoint >> 12 & 0x3f));
            }
            to.put(CONTINUATION | (codePoint >> 6 & 0x3f));
        }
        to.put(CONTINUATION | (codePoint & 0x3f));
    }
}
