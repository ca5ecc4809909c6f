package io.mesher.proxy.record;

import io.mesher.core.telemetry.log.LineText;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Texts as bytes, of names or endpoints that come again and again. A fixed table, in which a newer one replaces an older one. One
 * thread's.
 */
final class AsciiCache<K> {
    private static final int SLOTS = 32;

    private final int maxCharacters;
    private final Function<K, String> text;
    private final @Nullable Object[] keys = new @Nullable Object[SLOTS];
    private final byte[] @Nullable [] bytes = new byte[SLOTS][];
    /** Of the line before: often of this one too. */
    private @Nullable K last;

    private byte @Nullable [] lastBytes;

    /** @param maxCharacters of a text */
    AsciiCache(int maxCharacters, Function<K, String> text) {
        this.maxCharacters = maxCharacters;
        this.text = text;
    }

    /** Null where it can't stand in a line as it is. */
    @SuppressWarnings("ReferenceEquality") // Another object of the same content is found in the table.
    byte @Nullable [] plain(K key) {
        if (key != last) {
            lastBytes = known(key);
            last = key;
        }
        return lastBytes;
    }

    private byte @Nullable [] known(K key) {
        int hash = key.hashCode();
        int slot = (hash ^ (hash >>> 16)) & (SLOTS - 1);
        if (!key.equals(keys[slot])) {
            keys[slot] = key;
            bytes[slot] = LineText.plainBytes(text.apply(key), maxCharacters);
        }
        return bytes[slot];
    }
}
