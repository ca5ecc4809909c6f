package io.mesher.control.accesslog;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/** Tells how many lines were dropped, every ten seconds at most. */
final class Drops {
    private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final LongSupplier dropped;
    private final Logger log;
    private long known;
    private long toldAt;
    private boolean everTold;

    Drops(LongSupplier dropped, Logger log) {
        this.dropped = dropped;
        this.log = log;
    }

    boolean areUntold() {
        return dropped.getAsLong() != known;
    }

    /** @param atOnce whatever was told before */
    void tell(long now, boolean atOnce) {
        long all = dropped.getAsLong();
        if (all != known && (atOnce || !everTold || now - toldAt >= EVERY_NANOS)) {
            log.warn(
                    "access log: {} lines dropped: what takes them is too slow (expected: a faster one, a larger"
                            + " mesher.accessLog.buffer, or mesher.accessLog.requests: failed)",
                    all - known);
            known = all;
            toldAt = now;
            everTold = true;
        }
    }
}
