package io.mesher.core.telemetry.metrics;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** Times by bucket, and their sum. Written by one thread; read by any, which may see counts that are a moment old (opaque access). */
public final class Histogram {
    private static final VarHandle COUNTS = MethodHandles.arrayElementVarHandle(long[].class);

    private final Buckets buckets;
    /** The sum behind the buckets. */
    private final long[] counts;

    public Histogram(Buckets buckets) {
        this.buckets = buckets;
        this.counts = new long[buckets.count() + 1];
    }

    public void record(long nanos) {
        add(buckets.of(nanos), 1);
        add(counts.length - 1, nanos);
    }

    private void add(int place, long amount) {
        COUNTS.setOpaque(counts, place, counts[place] + amount);
    }

    /** Adds what is in it to {@code sums}: the buckets in their order, then the sum in nanoseconds. Any thread. */
    public void addTo(long[] sums) {
        for (int i = 0; i < counts.length; i++) {
            sums[i] += (long) COUNTS.getOpaque(counts, i);
        }
    }

    /** How long an array {@link #addTo} takes for these buckets. */
    public static int sums(Buckets buckets) {
        return buckets.count() + 1;
    }
}
