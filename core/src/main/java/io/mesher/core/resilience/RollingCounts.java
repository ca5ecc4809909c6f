package io.mesher.core.resilience;

import java.util.concurrent.atomic.AtomicLongArray;

/** Attempts and failures of the last 10 s, in buckets of one second. Any number of threads, without a lock. */
final class RollingCounts {
    private static final int BUCKETS = 10;
    private static final long BUCKET_NANOS = 1_000_000_000;

    /** The upper 16 bits of a bucket are its second, so that one which comes round again is noticed; they are unique for 18 h. */
    private static final int SECOND_SHIFT = 48;

    private static final int SECONDS = 1 << 16;

    /** Then 24 bits of attempts and 24 of failures. */
    private static final int ATTEMPTS_SHIFT = 24;

    private static final long COUNT_MASK = (1L << 24) - 1;

    private final AtomicLongArray buckets = new AtomicLongArray(BUCKETS);

    void add(boolean failed, long now) {
        long second = second(now);
        int at = (int) (second % BUCKETS);
        while (true) {
            long seen = buckets.get(at);
            long present = seen >>> SECOND_SHIFT == second ? seen : second << SECOND_SHIFT;
            if ((present >>> ATTEMPTS_SHIFT & COUNT_MASK) == COUNT_MASK) {
                return;
            }
            long more = present + (1L << ATTEMPTS_SHIFT) + (failed ? 1 : 0);
            if (buckets.compareAndSet(at, seen, more)) {
                return;
            }
        }
    }

    private static long second(long now) {
        return Math.floorMod(Math.floorDiv(now, BUCKET_NANOS), SECONDS);
    }

    long attempts(long now) {
        return sum(now, ATTEMPTS_SHIFT);
    }

    long failures(long now) {
        return sum(now, 0);
    }

    private long sum(long now, int shift) {
        long second = second(now);
        long sum = 0;
        for (int i = 0; i < BUCKETS; i++) {
            long bucket = buckets.get(i);
            if (Math.floorMod(second - (bucket >>> SECOND_SHIFT), SECONDS) < BUCKETS) {
                sum += bucket >>> shift & COUNT_MASK;
            }
        }
        return sum;
    }

    void clear() {
        for (int i = 0; i < BUCKETS; i++) {
            buckets.set(i, 0);
        }
    }
}
