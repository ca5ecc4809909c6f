package io.mesher.net.loop;

import io.mesher.base.Tally;

/**
 * How an event loop spends its time. A turn is what the loop does between two waits; whatever becomes ready meanwhile waits for the
 * turn's end, so its length is the loop's lag. Written by the loop, from clock readings that it takes anyway; read by any thread.
 */
public final class LoopTimes {
    private static final long[] BOUNDS = {
        100_000,
        250_000,
        500_000,
        1_000_000,
        2_500_000,
        5_000_000,
        10_000_000,
        25_000_000,
        50_000_000,
        100_000_000,
        250_000_000,
        500_000_000,
        1_000_000_000,
        Long.MAX_VALUE
    };
    private static final int BUSY = BOUNDS.length;
    private static final int FIRST_LATE = BUSY + 1;
    private static final int LATE = FIRST_LATE + BOUNDS.length;

    private final Tally tally = new Tally(LATE + 1);

    LoopTimes() {}

    /** How many buckets of turn lengths there are, and as many of delays. */
    public static int buckets() {
        return BOUNDS.length;
    }

    /** The longest turn or delay, in nanoseconds, that is counted in the bucket; {@link Long#MAX_VALUE} for the last. */
    public static long boundNanos(int bucket) {
        return BOUNDS[bucket];
    }

    void turn(long nanos) {
        tally.add(bucket(nanos), 1);
        tally.add(BUSY, nanos);
    }

    /** A timer has woken the loop; something else woke it in time where {@code nanos} isn't above 0, which isn't counted. */
    void late(long nanos) {
        if (nanos > 0) {
            tally.add(FIRST_LATE + bucket(nanos), 1);
            tally.add(LATE, nanos);
        }
    }

    private static int bucket(long nanos) {
        int bucket = 0;
        while (nanos > BOUNDS[bucket]) {
            bucket++;
        }
        return bucket;
    }

    /** Turns that lasted as long as the bucket says and longer than the one before says. */
    public long turns(int bucket) {
        return tally.get(bucket);
    }

    /** Time in turns, without the waits between them. */
    public long busyNanos() {
        return tally.get(BUSY);
    }

    /**
     * How often the loop woke too late for a timer, by as much as the bucket says and more than the one before says. Up to 2 ms are
     * usual; more shows that the process didn't get a processor, which turns don't.
     */
    public long delays(int bucket) {
        return tally.get(FIRST_LATE + bucket);
    }

    /** The sum of these delays. */
    public long lateNanos() {
        return tally.get(LATE);
    }
}
