package io.mesher.proxy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Strings for the byte ranges that come again and again, so that a request needs no String of its own. A fixed table in which a
 * newer name replaces an older one of the same slot: callers that invent names make it useless, never large. Event loop only.
 */
final class NameCache {
    private static final int SLOTS = 256;
    /** Service names are shorter. */
    private static final int MAX_KEPT_BYTES = 255;

    private final byte[][] keys = new byte[SLOTS][];
    private final @Nullable String[] names = new @Nullable String[SLOTS];

    String name(byte[] bytes, int from, int to) {
        if (to - from > MAX_KEPT_BYTES) {
            return text(bytes, from, to);
        }
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = hash * 31 + bytes[i];
        }
        int slot = (hash ^ (hash >>> 16)) & (SLOTS - 1);
        String known = names[slot];
        if (known != null && Arrays.equals(keys[slot], 0, keys[slot].length, bytes, from, to)) {
            return known;
        }
        String name = text(bytes, from, to);
        keys[slot] = Arrays.copyOfRange(bytes, from, to);
        names[slot] = name;
        return name;
    }

    private static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.US_ASCII);
    }
}
