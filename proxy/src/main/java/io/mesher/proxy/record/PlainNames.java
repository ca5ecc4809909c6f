package io.mesher.proxy.record;

import io.mesher.core.telemetry.log.LineText;
import org.jspecify.annotations.Nullable;

/** Names as bytes, for those that come again and again. A fixed table, in which a newer name replaces an older one. */
final class PlainNames {
    private static final int SLOTS = 32;

    private final int mostCharacters;
    private final @Nullable String[] names = new @Nullable String[SLOTS];
    private final byte[] @Nullable [] bytes = new byte[SLOTS][];

    PlainNames(int mostCharacters) {
        this.mostCharacters = mostCharacters;
    }

    /** Null where it can't stand in a line as it is. */
    byte @Nullable [] plain(String name) {
        int hash = name.hashCode();
        int slot = (hash ^ (hash >>> 16)) & (SLOTS - 1);
        if (!name.equals(names[slot])) {
            names[slot] = name;
            bytes[slot] = LineText.plainBytes(name, mostCharacters);
        }
        return bytes[slot];
    }
}
