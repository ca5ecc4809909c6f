package io.mesher.core.resilience;

import java.util.concurrent.atomic.AtomicLongArray;

/** Calls and failures of the last 10 s, in buckets of one second. Any thread, without locks. */
final class CallCounts {
    static final long SECOND = 1_000_000_000L;
    static final int BUCKETS = 10;

    /**
     * A bucket is one word, so that a new second takes it over whole: 24 bits of the second it counts, which come again after
     * half a year; 20 of calls; 20 of failures. Calls of one second beyond a million say nothing new and aren't counted.
     */
    private static final int BITS = 20;

    private static final int SECOND_SHIFT = 2 * BITS;
    private static final int FULL = (1 << BITS) - 1;

    /** No thread is an hour behind, in seconds. */
    private static final int MAX_LATE = 3600;

    private final AtomicLongArray buckets = new AtomicLongArray(BUCKETS);
    private final long origin;

    /** @param origin where second 0 begins */
    CallCounts(long origin) {
        this.origin = origin;
        for (int i = 0; i < BUCKETS; i++) {
            buckets.set(i, word(i - BUCKETS, 0, 0));
        }
    }

    void count(boolean failed, long now) {
        long second = second(now);
        int i = Math.floorMod(second, BUCKETS);
        while (true) {
            long present = buckets.get(i);
            int age = age(present, second);
            if (isNewer(age) || (age == 0 && calls(present) == FULL)) {
                return;
            }
            int calls = age == 0 ? calls(present) : 0;
            int failures = age == 0 ? failures(present) : 0;
            if (buckets.compareAndSet(i, present, word(second, calls + 1, failed ? failures + 1 : failures))) {
                return;
            }
        }
    }

    /** Whether enough calls were made and enough of them failed. */
    boolean isBad(int minCalls, int percent, long now) {
        long second = second(now);
        long calls = 0;
        long failures = 0;
        for (int i = 0; i < BUCKETS; i++) {
            long bucket = buckets.get(i);
            // The loops read the clock at different times: another may be in the next second already.
            if (Math.abs(age(bucket, second)) < BUCKETS) {
                calls += calls(bucket);
                failures += failures(bucket);
            }
        }
        return calls >= minCalls && calls > 0 && percent(failures, calls) >= percent;
    }

    /** Rounded, half up. */
    private static long percent(long failures, long calls) {
        return (200 * failures + calls) / (2 * calls);
    }

    private long second(long now) {
        return Math.floorDiv(now - origin, SECOND);
    }

    private static long word(long second, int calls, int failures) {
        return (second << SECOND_SHIFT) | ((long) calls << BITS) | failures;
    }

    /** Seconds from the bucket's to {@code second}. */
    private static int age(long word, long second) {
        long difference = second - (word >> SECOND_SHIFT);
        return (int) ((difference << SECOND_SHIFT) >> SECOND_SHIFT);
    }

    /** Then a slow thread counts what is 10 s old. Much newer is what age says of the very old. */
    private static boolean isNewer(int age) {
        return age < 0 && age > -MAX_LATE;
    }

    private static int calls(long word) {
        return (int) (word >> BITS) & FULL;
    }

    private static int failures(long word) {
        return (int) word & FULL;
    }
}
