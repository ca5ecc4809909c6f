package io.mesher.proxy.trace;

import java.util.Arrays;

/**
 * Finds a value in a JSON object of strings without reading the rest of it into memory: callers put such an object into each of
 * their requests. Untrusted input; for whatever is no such object, and for a value with escapes, there is no value.
 */
public final class JsonMember {
    private static final long NONE = -1;

    private JsonMember() {}

    /**
     * The first member with this name. What comes after it is not looked at.
     *
     * @return where its value begins, and 32 bits lower where it ends; negative if there is none
     */
    public static long find(byte[] json, int from, int to, byte[] name) {
        int at = spaces(json, from, to);
        if (at >= to || json[at] != '{') {
            return NONE;
        }
        do {
            int nameFrom = spaces(json, at + 1, to);
            int nameTo = stringEnd(json, nameFrom, to);
            int colon = nameTo < 0 ? to : spaces(json, nameTo + 1, to);
            if (colon >= to || json[colon] != ':') {
                return NONE;
            }
            int valueFrom = spaces(json, colon + 1, to);
            int valueTo = stringEnd(json, valueFrom, to);
            if (valueTo < 0) {
                return NONE;
            }
            if (is(json, nameFrom + 1, nameTo, name)) {
                return isPlain(json, valueFrom + 1, valueTo) ? (valueFrom + 1L) << 32 | valueTo : NONE;
            }
            at = spaces(json, valueTo + 1, to);
        } while (at < to && json[at] == ',');
        return NONE;
    }

    public static int start(long found) {
        return (int) (found >>> 32);
    }

    public static int end(long found) {
        return (int) found;
    }

    private static int spaces(byte[] json, int from, int to) {
        int at = from;
        while (at < to && (json[at] == ' ' || json[at] == '\t')) {
            at++;
        }
        return at;
    }

    /** Of the quote that ends the string which begins at {@code from}; negative if none does. */
    private static int stringEnd(byte[] json, int from, int to) {
        if (from >= to || json[from] != '"') {
            return -1;
        }
        for (int at = from + 1; at < to; at++) {
            if (json[at] == '"') {
                return at;
            }
            if (json[at] == '\\') {
                at++;
            }
        }
        return -1;
    }

    private static boolean is(byte[] json, int from, int to, byte[] name) {
        return Arrays.equals(json, from, to, name, 0, name.length);
    }

    private static boolean isPlain(byte[] json, int from, int to) {
        for (int i = from; i < to; i++) {
            if (json[i] == '\\') {
                return false;
            }
        }
        return true;
    }
}
