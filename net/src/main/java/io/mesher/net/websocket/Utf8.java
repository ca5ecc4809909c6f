package io.mesher.net.websocket;

/** Checks UTF-8 (RFC 3629 §4) without decoding it: a message is passed on as bytes. */
final class Utf8 {
    private Utf8() {}

    static boolean isValid(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            int first = bytes[at++];
            if (first >= 0) {
                continue;
            }
            int following = following(first & 0xff);
            if (following < 0 || to - at < following || !isSecond(first & 0xff, bytes[at] & 0xff)) {
                return false;
            }
            for (int i = 1; i < following; i++) {
                if ((bytes[at + i] & 0xc0) != 0x80) {
                    return false;
                }
            }
            at += following;
        }
        return true;
    }

    /** How many bytes follow this one; -1 when it begins nothing. */
    private static int following(int first) {
        if (first >= 0xc2 && first <= 0xdf) {
            return 1;
        }
        if (first >= 0xe0 && first <= 0xef) {
            return 2;
        }
        return first >= 0xf0 && first <= 0xf4 ? 3 : -1;
    }

    /** The second byte excludes longer forms than needed, surrogates, and what is above U+10FFFF. */
    private static boolean isSecond(int first, int second) {
        return switch (first) {
            case 0xe0 -> second >= 0xa0 && second <= 0xbf;
            case 0xed -> second >= 0x80 && second <= 0x9f;
            case 0xf0 -> second >= 0x90 && second <= 0xbf;
            case 0xf4 -> second >= 0x80 && second <= 0x8f;
            default -> second >= 0x80 && second <= 0xbf;
        };
    }
}
