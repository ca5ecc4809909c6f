package io.mesher.net.http1;

import io.mesher.net.http.Fields;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What one caller makes its connection keep, as a part of what all callers of a listener may on this event loop: many with large
 * heads, or with much behind a request, would fill the heap together. Event loop only.
 */
final class KeptBytes {
    /** What every connection may keep; only what goes beyond is counted, and given back between requests. */
    private static final int FREE = 2048;

    private final ConnectionRegistry registry;
    private long counted;

    KeptBytes(ConnectionRegistry registry) {
        this.registry = registry;
    }

    /** Whether the head and the bytes behind the request may be kept; they are counted either way, until the next call. */
    boolean fits(Fields head, @Nullable ByteBuffer behind) {
        long before = counted;
        counted = Math.max(0, head.footprint() + (behind == null ? 0 : behind.capacity()) - FREE);
        return registry.keep(counted - before);
    }

    /** Gives the head's memory back, if it is more than every connection may keep. */
    void release(Fields head) {
        if (counted > 0) {
            head.release();
            release();
        }
    }

    /** The connection is gone. */
    void release() {
        registry.keep(-counted);
        counted = 0;
    }
}
