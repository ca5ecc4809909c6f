package io.mesher.core.telemetry.log;

import org.jspecify.annotations.Nullable;

/**
 * What lines are made of, written straight into a {@link LineRing}. Texts that others chose go through {@link #text} only: none
 * of their bytes ends the line, the quotation or, in JSON, the encoding.
 */
public final class LineText {
    private static final byte[] HEX = ascii("0123456789abcdef");
    private static final byte[] HEX_PAIRS = hexPairs();
    private static final int HEX_DIGITS = 16;
    private static final byte[] CUT = ascii("...");
    private static final int REPLACEMENT = 0xfffd;
    private static final int MOST_DIGITS = 20;

    private final LineRing ring;
    private final byte[] digits = new byte[MOST_DIGITS];

    public LineText(LineRing ring) {
        this.ring = ring;
    }

    /** A text of our own, to be kept as bytes. */
    public static byte[] ascii(String text) {
        byte[] bytes = new byte[text.length()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) text.charAt(i);
        }
        return bytes;
    }

    /** As it is. */
    public LineText plain(byte[] ours) {
        ring.put(ours, 0, ours.length);
        return this;
    }

    /** As it is: ASCII of our own. */
    public LineText plain(String ours) {
        for (int i = 0; i < ours.length(); i++) {
            ring.put(ours.charAt(i));
        }
        return this;
    }

    public LineText plain(char ours) {
        ring.put(ours);
        return this;
    }

    private static byte[] hexPairs() {
        byte[] pairs = new byte[512];
        for (int i = 0; i < 256; i++) {
            pairs[2 * i] = HEX[i >> 4];
            pairs[2 * i + 1] = HEX[i & 0xf];
        }
        return pairs;
    }

    /** @param value 0 or more */
    public LineText number(long value) {
        int at = MOST_DIGITS;
        long rest = value;
        while (rest > Integer.MAX_VALUE) {
            digits[--at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        do {
            // rest / 10, exact below 2^32. A division takes ten times as long, and C1 makes none of these of it.
            long tenth = (rest * 0xCCCC_CCCDL) >>> 35;
            digits[--at] = (byte) ('0' + rest - tenth * 10);
            rest = tenth;
        } while (rest > 0);
        ring.put(digits, at, MOST_DIGITS);
        return this;
    }

    /** Milliseconds with three decimals; a time below 0 is 0. */
    public LineText millis(long nanos) {
        long micros = thousandth(Math.max(0, nanos));
        long millis = thousandth(micros);
        number(millis);
        int part = (int) (micros - millis * 1000);
        int hundreds = (part * 41) >>> 12;
        int rest = part - hundreds * 100;
        int tens = (rest * 103) >>> 10;
        digits[0] = '.';
        digits[1] = (byte) ('0' + hundreds);
        digits[2] = (byte) ('0' + tens);
        digits[3] = (byte) ('0' + rest - tens * 10);
        ring.put(digits, 0, 4);
        return this;
    }

    /** Without a division below 2^32, as in {@link #number}: four seconds, in nanoseconds. */
    private static long thousandth(long value) {
        return value <= 0xFFFF_FFFFL ? (value * 274_877_907L) >>> 38 : value / 1000;
    }

    /** All 16 digits. */
    public LineText hex(long value) {
        for (int i = 0, shift = 56; i < HEX_DIGITS; i += 2, shift -= 8) {
            int pair = ((int) (value >>> shift) & 0xff) * 2;
            digits[i] = HEX_PAIRS[pair];
            digits[i + 1] = HEX_PAIRS[pair + 1];
        }
        ring.put(digits, 0, HEX_DIGITS);
        return this;
    }

    /** Bytes of somebody else: UTF-8 stays, what is neither that nor ASCII is written as the bytes that it is. */
    public LineText text(byte[] bytes, int from, int to, int most, Quoting quoting) {
        int end = to - from > most ? cut(bytes, from, from + most) : to;
        for (int i = from; i < end; ) {
            int run = i;
            i = quoting.endOfPlain(bytes, i, end);
            ring.put(bytes, run, i);
            if (i < end) {
                i += special(bytes, i, end, quoting);
            }
        }
        return end < to ? plain(CUT) : this;
    }

    /** As bytes, where all of it stands for itself in every line; else null. */
    public static byte @Nullable [] plainBytes(String text, int most) {
        byte[] bytes = ascii(text);
        for (int i = 0; i < bytes.length; i++) {
            if (text.charAt(i) >= 0x7f || !Quoting.BARE.isPlain(bytes[i])) {
                return null;
            }
        }
        return bytes.length <= most ? bytes : null;
    }

    /** A text of somebody else. */
    public LineText text(String text, int most, Quoting quoting) {
        int end = Math.min(text.length(), most);
        for (int i = 0; i < end; ) {
            int codePoint = text.codePointAt(i);
            i += Character.charCount(codePoint);
            if (quoting.isPlain(codePoint)) {
                ring.put(codePoint);
            } else if (codePoint < 0x80) {
                escape(codePoint, quoting);
            } else if (Character.isBmpCodePoint(codePoint) && Character.isSurrogate((char) codePoint)) {
                Utf8.append(ring, REPLACEMENT);
            } else if (Utf8.isHarmless(codePoint)) {
                Utf8.append(ring, codePoint);
            } else {
                unit(codePoint);
            }
        }
        return end < text.length() ? plain(CUT) : this;
    }

    /** Not within a character. */
    private static int cut(byte[] bytes, int from, int to) {
        int end = to;
        while (end > from && end > to - 3 && Utf8.isContinuation(bytes[end])) {
            end--;
        }
        return Utf8.isContinuation(bytes[end]) ? to : end;
    }

    private int special(byte[] bytes, int at, int end, Quoting quoting) {
        int length = bytes[at] < 0 ? Utf8.length(bytes, at, end) : 0;
        if (length == 0) {
            escape(bytes[at] & 0xff, quoting);
            return 1;
        }
        int codePoint = Utf8.codePoint(bytes, at, length);
        if (Utf8.isHarmless(codePoint)) {
            ring.put(bytes, at, at + length);
        } else if (quoting == Quoting.JSON) {
            unit(codePoint);
        } else {
            for (int i = 0; i < length; i++) {
                escape(bytes[at + i] & 0xff, quoting);
            }
        }
        return length;
    }

    private void escape(int b, Quoting quoting) {
        ring.put('\\');
        if (quoting != Quoting.JSON) {
            ring.put('x');
        } else if (b == '"' || b == '\\') {
            ring.put(b);
            return;
        } else {
            ring.put('u');
            ring.put('0');
            ring.put('0');
        }
        ring.put(HEX[b >> 4]);
        ring.put(HEX[b & 0xf]);
    }

    /** As JSON does it, in other lines too. */
    private void unit(int codePoint) {
        if (Character.isSupplementaryCodePoint(codePoint)) {
            unit(Character.highSurrogate(codePoint));
            unit(Character.lowSurrogate(codePoint));
            return;
        }
        ring.put('\\');
        ring.put('u');
        for (int shift = 12; shift >= 0; shift -= 4) {
            ring.put(HEX[codePoint >> shift & 0xf]);
        }
    }
}
