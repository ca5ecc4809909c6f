package io.mesher.control.logfile;

import io.mesher.core.telemetry.log.LineRing;
import org.jspecify.annotations.Nullable;

/** A ring, and how much of it is written. */
final class Source {
    final LineRing ring;
    private final @Nullable Thread producer;
    private volatile long written;

    /** @param producer the only thread that puts lines in; null: one after the other, without an end */
    Source(LineRing ring, @Nullable Thread producer) {
        this.ring = ring;
        this.producer = producer;
    }

    /** Whatever was taken is written. On the writer's thread. */
    void wrote() {
        written = ring.taken();
    }

    /** Bytes since the start. Any thread. */
    long written() {
        return written;
    }

    /** No more lines come, and all that came are written. Any thread. */
    boolean isOver() {
        return producer != null && !producer.isAlive() && written == ring.offered();
    }
}
