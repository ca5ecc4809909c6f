package io.mesher.core.telemetry.log;

import io.mesher.base.text.ByteGrowth;
import io.mesher.base.text.Hex;
import io.mesher.base.text.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * Lines while they are made, one after the other; reused, by one thread. Texts that others chose go through {@link #text} only:
 * none of their bytes ends the line, the quotation or, in JSON, the encoding.
 */
public final class LineText {
    private static final byte[] CUT = ascii("...");
    private static final byte[] NO_MILLIS = ascii("0.000");
    /** Of a long. */
    private static final int MAX_DIGITS = 19;

    private static final int REPLACEMENT = 0xfffd;
    private static final int INITIAL_BYTES = 1024;

    private byte[] line = {};
    private int length;

    public LineText() {}

    /** Begins anew. */
    public void clear() {
        length = 0;
    }

    /** What was put, up to {@link #length}. Good until more is. */
    public byte[] bytes() {
        return line;
    }

    public int length() {
        return length;
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
        return plain(ours, 0, ours.length);
    }

    /** A part of it. */
    public LineText plain(byte[] ours, int from, int to) {
        int more = to - from;
        ensure(more);
        System.arraycopy(ours, from, line, length, more);
        length += more;
        return this;
    }

    /** As it is: ASCII of our own. */
    public LineText plain(String ours) {
        for (int i = 0; i < ours.length(); i++) {
            put(ours.charAt(i));
        }
        return this;
    }

    public LineText plain(char ours) {
        put(ours);
        return this;
    }

    void put(int b) {
        ensure(1);
        line[length++] = (byte) b;
    }

    private void ensure(int more) {
        line = ByteGrowth.fit(line, length, more, INITIAL_BYTES);
    }

    /** @param value 0 or more */
    public LineText number(long value) {
        if (value < 10) {
            put((int) ('0' + value));
        } else {
            digits(value);
        }
        return this;
    }

    /** Apart, so that the other is small enough for C1 to inline it. */
    private void digits(long value) {
        int count = count(value);
        ensure(count);
        int at = length + count;
        length = at;
        byte[] to = line;
        long rest = value;
        while (rest > Integer.MAX_VALUE) {
            to[--at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        do {
            // rest / 10, exact below 2^32. A division takes ten times as long, and C1 makes none of these of it.
            long tenth = (rest * 0xCCCC_CCCDL) >>> 35;
            to[--at] = (byte) ('0' + rest - tenth * 10);
            rest = tenth;
        } while (rest > 0);
    }

    /** @param value 10 or more */
    private static int count(long value) {
        if (value < 1000) {
            return value < 100 ? 2 : 3;
        }
        int count = 4;
        for (long bound = 10_000; count < MAX_DIGITS && value >= bound; bound *= 10) {
            count++;
        }
        return count;
    }

    /** Milliseconds with three decimals; a time below 0 is 0. */
    public LineText millis(long nanos) {
        long micros = thousandth(Math.max(0, nanos));
        if (micros == 0) {
            return plain(NO_MILLIS);
        }
        long millis = thousandth(micros);
        number(millis);
        int part = (int) (micros - millis * 1000);
        int hundreds = (part * 41) >>> 12;
        int rest = part - hundreds * 100;
        int tens = (rest * 103) >>> 10;
        ensure(4);
        byte[] to = line;
        int at = length;
        to[at] = '.';
        to[at + 1] = (byte) ('0' + hundreds);
        to[at + 2] = (byte) ('0' + tens);
        to[at + 3] = (byte) ('0' + rest - tens * 10);
        length = at + 4;
        return this;
    }

    /** Without a division below 2^32, as in {@link #number}: four seconds, in nanoseconds. */
    private static long thousandth(long value) {
        return value <= 0xFFFF_FFFFL ? (value * 274_877_907L) >>> 38 : value / 1000;
    }

    /** Bytes of somebody else: UTF-8 stays, what is neither that nor ASCII is written as the bytes that it is. */
    public LineText text(byte[] bytes, int from, int to, int max, Quoting quoting) {
        int end = to - from > max ? cut(bytes, from, from + max) : to;
        for (int i = from; i < end; ) {
            int run = i;
            i = quoting.endOfPlain(bytes, i, end);
            plain(bytes, run, i);
            if (i < end) {
                i += special(bytes, i, end, quoting);
            }
        }
        return end < to ? plain(CUT) : this;
    }

    /** As bytes, where all of it stands for itself in every line; else null. */
    public static byte @Nullable [] plainBytes(String text, int max) {
        byte[] bytes = ascii(text);
        for (int i = 0; i < bytes.length; i++) {
            if (text.charAt(i) >= 0x7f || !Quoting.BARE.isPlain(bytes[i])) {
                return null;
            }
        }
        return bytes.length <= max ? bytes : null;
    }

    /** A text of somebody else. */
    public LineText text(String text, int max, Quoting quoting) {
        int end = Math.min(text.length(), max);
        for (int i = 0; i < end; ) {
            int codePoint = text.codePointAt(i);
            i += Character.charCount(codePoint);
            if (quoting.isPlain(codePoint)) {
                put(codePoint);
            } else if (codePoint < 0x80) {
                escape(codePoint, quoting);
            } else if (Character.isBmpCodePoint(codePoint) && Character.isSurrogate((char) codePoint)) {
                character(REPLACEMENT);
            } else if (isHarmless(codePoint)) {
                character(codePoint);
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
        if (isHarmless(codePoint)) {
            plain(bytes, at, at + length);
        } else if (quoting == Quoting.JSON) {
            unit(codePoint);
        } else {
            for (int i = 0; i < length; i++) {
                escape(bytes[at + i] & 0xff, quoting);
            }
        }
        return length;
    }

    /** @param codePoint U+0080 or above */
    private void character(int codePoint) {
        ensure(4);
        length += Utf8.encode(codePoint, line, length);
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

    private void escape(int b, Quoting quoting) {
        put('\\');
        if (quoting != Quoting.JSON) {
            put('x');
        } else if (b == '"' || b == '\\') {
            put(b);
            return;
        } else {
            put('u');
            put('0');
            put('0');
        }
        put(Hex.lower(b >> 4));
        put(Hex.lower(b & 0xf));
    }

    /** As JSON does it, in other lines too. */
    private void unit(int codePoint) {
        if (Character.isSupplementaryCodePoint(codePoint)) {
            unit(Character.highSurrogate(codePoint));
            unit(Character.lowSurrogate(codePoint));
            return;
        }
        put('\\');
        put('u');
        for (int shift = 12; shift >= 0; shift -= 4) {
            put(Hex.lower(codePoint >> shift & 0xf));
        }
    }
}
