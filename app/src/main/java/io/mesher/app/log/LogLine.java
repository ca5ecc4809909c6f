package io.mesher.app.log;

import io.mesher.core.telemetry.log.LineRing;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The bytes of one line, UTF-8. What others chose (messages, names) comes in through {@link #escaped} only: no control
 * character, line separator, invisible or direction-changing character of theirs reaches a terminal or starts a line.
 */
final class LogLine {
    private static final String HEX = "0123456789abcdef";
    private static final int REPLACEMENT = 0xfffd;

    enum Quoting {
        /** Backslashes stay as they are: {@code C:\new} is more common than a need to tell it from a line break. */
        TEXT,
        /** Inside a JSON string. */
        JSON
    }

    private byte[] bytes = new byte[256];
    private int length;

    /** Appends ASCII of our own, as it is. */
    LogLine plain(String ascii) {
        for (int i = 0; i < ascii.length(); i++) {
            put(ascii.charAt(i));
        }
        return this;
    }

    /** Appends a number with leading zeros. */
    LogLine padded(int value, int digits) {
        int divisor = 1;
        for (int i = 1; i < digits; i++) {
            divisor *= 10;
        }
        for (; divisor > 0; divisor /= 10) {
            put('0' + value / divisor % 10);
        }
        return this;
    }

    LogLine escaped(String text, Quoting quoting) {
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            i += Character.charCount(codePoint);
            if (codePoint == '"' || codePoint == '\\') {
                if (quoting == Quoting.JSON) {
                    put('\\');
                }
                put(codePoint);
            } else if (codePoint >= ' ' && codePoint < 0x7f) {
                put(codePoint);
            } else if (harmless(codePoint)) {
                utf8(codePoint);
            } else {
                escape(codePoint, quoting);
            }
        }
        return this;
    }

    /** Everything, as it is now. */
    ByteBuffer bytes() {
        return ByteBuffer.wrap(bytes, 0, length);
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    /** Hands over as many whole lines as have room; the rest is dropped and counted. */
    void offerTo(LineRing ring) {
        ring.offer(bytes, length);
    }

    private static boolean harmless(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> false;
            default -> true;
        };
    }

    private void escape(int codePoint, Quoting quoting) {
        switch (codePoint) {
            case '\n' -> plain("\\n");
            case '\r' -> plain("\\r");
            case '\t' -> plain("\\t");
            default -> {
                if (Character.isSupplementaryCodePoint(codePoint)) {
                    hex(Character.highSurrogate(codePoint));
                    hex(Character.lowSurrogate(codePoint));
                } else if (quoting == Quoting.JSON && Character.isSurrogate((char) codePoint)) {
                    // RFC 8259 section 8.2: what readers do with half a pair is unpredictable.
                    hex(REPLACEMENT);
                } else {
                    hex(codePoint);
                }
            }
        }
    }

    private void hex(int unit) {
        plain("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            put(HEX.charAt(unit >> shift & 0xf));
        }
    }

    private void utf8(int codePoint) {
        if (codePoint < 0x800) {
            put(0xc0 | codePoint >> 6);
        } else {
            if (codePoint < 0x10000) {
                put(0xe0 | codePoint >> 12);
            } else {
                put(0xf0 | codePoint >> 18);
                put(0x80 | (codePoint >> 12 & 0x3f));
            }
            put(0x80 | (codePoint >> 6 & 0x3f));
        }
        put(0x80 | (codePoint & 0x3f));
    }

    private void put(int b) {
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, length * 2);
        }
        bytes[length++] = (byte) b;
    }
}
