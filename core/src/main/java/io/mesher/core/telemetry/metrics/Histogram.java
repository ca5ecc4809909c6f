package io.mesher.core.telemetry.metrics;

import io.mesher.base.Tally;

/** Times by bucket, and after the buckets their sum. Written by one thread; read by any. */
public final class Histogram extends Tally {
    private final Buckets buckets;

    public Histogram(Buckets buckets) {
        super(sums(buckets));
        this.buckets = buckets;
    }

    public void record(long nanos) {
        add(buckets.of(nanos), 1);
        add(buckets.count(), nanos);
    }

    /** Adds what is in it to {@code sums}: the buckets in their order, then the sum in nanoseconds. Any thread. */
    public void addTo(long[] sums) {
        for (int i = 0; i < size(); i++) {
            sums[i] += get(i);
        }
    }

    /** How long an array {@link #addTo} takes for these buckets. */
    public static int sums(Buckets buckets) {
        return buckets.count() + 1;
    }
}
