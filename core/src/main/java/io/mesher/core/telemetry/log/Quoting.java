package io.mesher.core.telemetry.log;

/** What surrounds a text that others chose, so that it can't leave its place. */
public enum Quoting {
    /** Nothing: a blank would end it. */
    BARE(" \"\\"),
    /** Quotation marks, in a line of text. What can't stand there is written as {@code \xHH}, byte by byte. */
    QUOTED("\"\\"),
    /** A JSON string. */
    JSON("\"\\");

    @SuppressWarnings("ImmutableEnumChecker") // Never written.
    private final boolean[] plain = new boolean[256];

    Quoting(String special) {
        for (int c = ' '; c < 0x7f; c++) {
            plain[c] = special.indexOf(c) < 0;
        }
    }

    /** Whether the byte stands for itself. */
    boolean isPlain(int b) {
        return b >= 0 && b < 0x7f && plain[b];
    }

    /** Where a text goes on otherwise than by bytes that stand for themselves. */
    int endOfPlain(byte[] bytes, int from, int to) {
        boolean[] stands = plain;
        int i = from;
        while (i < to && stands[bytes[i] & 0xff]) {
            i++;
        }
        return i;
    }
}
