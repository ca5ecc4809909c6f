package io.mesher.core.telemetry;

import java.nio.charset.StandardCharsets;

/** Takes out of a URL's query what opens doors: signed URLs are as good as a password until they expire. */
public final class Redacted {
    /** What is shown instead of a value. */
    private static final byte[] INSTEAD = bytes("REDACTED");

    /**
     * OpenTelemetry's semantic conventions, url.query: the first four, compared by letter case; the others are what AWS signs with
     * today (Signature Version 4).
     */
    private static final byte[][] NAMES = {
        bytes("AWSAccessKeyId"),
        bytes("Signature"),
        bytes("sig"),
        bytes("X-Goog-Signature"),
        bytes("X-Amz-Signature"),
        bytes("X-Amz-Credential"),
        bytes("X-Amz-Security-Token"),
    };

    private Redacted() {}

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Where the query begins, after the first {@code ?}; {@code to} where there is none. */
    private static int queryStart(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] != '?') {
            at++;
        }
        return Math.min(to, at + 1);
    }

    /**
     * Where the next value begins that must not be shown, negative where there is none. A value ends at the next {@code &} or the
     * query.
     *
     * @param from where a name begins, or in what is after a value
     */
    public static int nextSecret(byte[] bytes, int from, int to) {
        int name = from;
        for (int at = from; at < to; at++) {
            if (bytes[at] == '&') {
                name = at + 1;
            } else if (bytes[at] == '=' && name >= 0) {
                if (isSecret(bytes, name, at)) {
                    return at + 1;
                }
                name = -1;
            }
        }
        return -1;
    }

    private static boolean isSecret(byte[] bytes, int from, int to) {
        for (byte[] name : NAMES) {
            if (name.length == to - from && starts(bytes, from, name)) {
                return true;
            }
        }
        return false;
    }

    private static boolean starts(byte[] bytes, int from, byte[] name) {
        for (int i = 0; i < name.length; i++) {
            if (bytes[from + i] != name[i]) {
                return false;
            }
        }
        return true;
    }

    /**
     * Copies, without such values, as much as there is room for.
     *
     * @param query where it begins in {@code bytes}; what is before stays as it is
     * @return how many bytes are in {@code told}
     */
    public static int copy(byte[] bytes, int from, int query, int to, byte[] told) {
        int length = 0;
        int at = from;
        int secret = nextSecret(bytes, query, to);
        while (secret >= 0 && length < told.length) {
            length += put(bytes, at, secret, told, length);
            length += put(INSTEAD, 0, INSTEAD.length, told, length);
            at = secret;
            while (at < to && bytes[at] != '&') {
                at++;
            }
            secret = nextSecret(bytes, at, to);
        }
        return length + put(bytes, at, to, told, length);
    }

    private static int put(byte[] bytes, int from, int to, byte[] told, int length) {
        int count = Math.min(to - from, told.length - length);
        System.arraycopy(bytes, from, told, length, count);
        return count;
    }

    /** What stands there, without such values in the query, a byte a character. */
    public static String text(byte[] bytes, int from, int to) {
        int query = queryStart(bytes, from, to);
        if (nextSecret(bytes, query, to) < 0) {
            return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        }
        byte[] told = new byte[(to - from) * (1 + INSTEAD.length)];
        return new String(told, 0, copy(bytes, from, query, to, told), StandardCharsets.ISO_8859_1);
    }
}
