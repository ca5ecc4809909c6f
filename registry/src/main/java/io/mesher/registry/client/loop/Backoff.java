package io.mesher.registry.client.loop;

import java.util.random.RandomGenerator;

/** How long to wait before the next try: doubled each time, half of it by chance, so that many clients don't come at once. */
public final class Backoff {
    private final long firstNanos;
    private final long maxNanos;
    private final RandomGenerator random;
    private long nextNanos;

    public Backoff(long firstNanos, long maxNanos, RandomGenerator random) {
        this.firstNanos = firstNanos;
        this.maxNanos = maxNanos;
        this.random = random;
        this.nextNanos = firstNanos;
    }

    public long next() {
        long whole = nextNanos;
        nextNanos = Math.min(maxNanos, whole * 2);
        return whole / 2 + random.nextLong(whole / 2 + 1);
    }

    public void reset() {
        nextNanos = firstNanos;
    }

    /** @return from {@code nanos} to a tenth more: never less, since some intervals are counted upon */
    public static long jittered(long nanos, RandomGenerator random) {
        return nanos + random.nextLong(nanos / 10 + 1);
    }
}
