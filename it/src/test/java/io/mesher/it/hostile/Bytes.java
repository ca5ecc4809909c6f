package io.mesher.it.hostile;

import java.nio.charset.StandardCharsets;

/** Bytes and text, one character per byte. */
final class Bytes {
    private static final int MAX_SHOWN = 300;

    private Bytes() {}

    static byte[] of(String latin1) {
        return latin1.getBytes(StandardCharsets.ISO_8859_1);
    }

    static String text(byte[] bytes, int from, int length) {
        return new String(bytes, from, length, StandardCharsets.ISO_8859_1);
    }

    /** For people: one line, nothing invisible, not too long. */
    static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < Math.min(text.length(), MAX_SHOWN); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\r' -> shown.append("\\r");
                case '\n' -> shown.append("\\n");
                default -> shown.append(c < ' ' || c > '~' ? String.format("\\x%02x", (int) c) : String.valueOf(c));
            }
        }
        return text.length() > MAX_SHOWN ? shown + "... (" + text.length() + " bytes)" : shown.toString();
    }
}
