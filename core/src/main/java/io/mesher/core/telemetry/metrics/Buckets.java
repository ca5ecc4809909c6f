package io.mesher.core.telemetry.metrics;

/** The upper bounds, inclusive, of a histogram of times in nanoseconds. Immutable. */
public final class Buckets {
    private static final long MICRO = 1_000;
    private static final long MILLI = 1_000_000;

    /** Of requests: those of OpenTelemetry's HTTP conventions, with 1 ms and 2.5 ms below. */
    public static final Buckets REQUEST = new Buckets(
            MILLI,
            2_500 * MICRO,
            5 * MILLI,
            10 * MILLI,
            25 * MILLI,
            50 * MILLI,
            75 * MILLI,
            100 * MILLI,
            250 * MILLI,
            500 * MILLI,
            750 * MILLI,
            1_000 * MILLI,
            2_500 * MILLI,
            5_000 * MILLI,
            7_500 * MILLI,
            10_000 * MILLI);

    /** Of Mesher's own time: 10 µs to 100 ms. */
    public static final Buckets OWN = new Buckets(
            10 * MICRO,
            25 * MICRO,
            50 * MICRO,
            100 * MICRO,
            250 * MICRO,
            500 * MICRO,
            MILLI,
            2_500 * MICRO,
            5 * MILLI,
            10 * MILLI,
            25 * MILLI,
            50 * MILLI,
            100 * MILLI);

    private static final int FINE_FIRST_BIT = 10;
    private static final int FINE_LAST_BIT = 37;
    private static final int PER_OCTAVE = 4;

    private final long[] bounds;
    /** By the number of bits of a time: the bucket of the least such time. What is left is to look at few bounds. */
    private final int[] firstByBits = new int[Long.SIZE];

    /** @param boundsNanos ascending, positive */
    public Buckets(long... boundsNanos) {
        this.bounds = boundsNanos.clone();
        for (int bits = 1; bits < Long.SIZE; bits++) {
            firstByBits[bits] = from(firstByBits[bits - 1], 1L << (bits - 1));
        }
    }

    /** Four for each doubling, from 1 µs to 137 s: quantiles read from them are at most an eighth off. */
    public static Buckets fine() {
        long[] bounds = new long[(FINE_LAST_BIT - FINE_FIRST_BIT) * PER_OCTAVE + 1];
        for (int i = 0; i < bounds.length; i++) {
            long octave = 1L << (FINE_FIRST_BIT + i / PER_OCTAVE);
            bounds[i] = octave + octave / PER_OCTAVE * (i % PER_OCTAVE);
        }
        return new Buckets(bounds);
    }

    /** How many there are, with the last one, which has no bound. */
    public int count() {
        return bounds.length + 1;
    }

    /** Of any but the last. */
    public long bound(int bucket) {
        return bounds[bucket];
    }

    /** Which bucket a time falls into; one below 0 into the first. */
    public int of(long nanos) {
        return nanos <= 0 ? 0 : from(firstByBits[bits(nanos)], nanos);
    }

    /** How many it has, by the exponent of a double: C1 makes a call of numberOfLeadingZeros, a register's move of this. */
    private static int bits(long positive) {
        int bits = (int) (Double.doubleToRawLongBits((double) positive) >>> 52) - 1022;
        // Above 2^53 it may be rounded up to the next power of two: 104 days, in the last bucket either way.
        return Math.min(bits, Long.SIZE - 1);
    }

    private int from(int first, long nanos) {
        int bucket = first;
        while (bucket < bounds.length && nanos > bounds[bucket]) {
            bucket++;
        }
        return bucket;
    }
}
