package io.mesher.proxy.record;

import io.mesher.core.catalog.Endpoint;
import io.mesher.core.telemetry.log.LineText;
import org.jspecify.annotations.Nullable;

/** Host and port as bytes, of those that come again and again. A fixed table, in which a newer one replaces an older one. */
final class PlainEndpoints {
    private static final int SLOTS = 32;

    private final int mostCharacters;
    private final @Nullable Endpoint[] endpoints = new @Nullable Endpoint[SLOTS];
    private final byte[] @Nullable [] bytes = new byte[SLOTS][];
    /** Of the line before: mostly of this one too, or of one of few. */
    private @Nullable Endpoint last;

    private byte @Nullable [] lastBytes;

    /** @param mostCharacters of both together */
    PlainEndpoints(int mostCharacters) {
        this.mostCharacters = mostCharacters;
    }

    /** Null where it can't stand in a line as it is. */
    @SuppressWarnings("ReferenceEquality") // Another object of the same endpoint is found in the table.
    byte @Nullable [] plain(Endpoint endpoint) {
        if (endpoint != last) {
            lastBytes = known(endpoint);
            last = endpoint;
        }
        return lastBytes;
    }

    private byte @Nullable [] known(Endpoint endpoint) {
        int hash = endpoint.hashCode();
        int slot = (hash ^ (hash >>> 16)) & (SLOTS - 1);
        if (!endpoint.equals(endpoints[slot])) {
            endpoints[slot] = endpoint;
            bytes[slot] = LineText.plainBytes(endpoint.authority(), mostCharacters);
        }
        return bytes[slot];
    }
}
