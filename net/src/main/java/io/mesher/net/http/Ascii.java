package io.mesher.net.http;

import java.nio.charset.StandardCharsets;

/** The character classes and comparisons of HTTP (RFC 9110 §5.6), on bytes. */
public final class Ascii {
    private static final boolean[] TOKEN = table("!#$%&'*+-.^_`|~", true);
    private static final boolean[] HOST = table("-._~", true);

    private Ascii() {}

    public static byte[] bytes(String ascii) {
        return ascii.getBytes(StandardCharsets.US_ASCII);
    }

    /** RFC 9110 §5.6.2: what method and field names are made of. */
    public static boolean isToken(byte b) {
        return b >= 0 && TOKEN[b];
    }

    /** A letter, digit or {@code - . _ ~}: what a host name is made of here. RFC 3986 allows more, services don't use it. */
    public static boolean isHostCharacter(byte b) {
        return b >= 0 && HOST[b];
    }

    public static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    public static byte lower(byte b) {
        return b >= 'A' && b <= 'Z' ? (byte) (b + ('a' - 'A')) : b;
    }

    /** Whether {@code bytes[from..to)} is the text {@code lowerCase} in any case. */
    public static boolean equalsIgnoreCase(byte[] bytes, int from, int to, byte[] lowerCase) {
        if (to - from != lowerCase.length) {
            return false;
        }
        for (int i = 0; i < lowerCase.length; i++) {
            if (lower(bytes[from + i]) != lowerCase[i]) {
                return false;
            }
        }
        return true;
    }

    public static boolean equalsIgnoreCase(byte[] a, int aFrom, int aTo, byte[] b, int bFrom, int bTo) {
        if (aTo - aFrom != bTo - bFrom) {
            return false;
        }
        for (int i = 0; i < aTo - aFrom; i++) {
            if (lower(a[aFrom + i]) != lower(b[bFrom + i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean[] table(String further, boolean alphanumeric) {
        boolean[] table = new boolean[128];
        for (int c = 0; c < 128; c++) {
            table[c] = further.indexOf(c) >= 0
                    || (alphanumeric && ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')));
        }
        return table;
    }
}
