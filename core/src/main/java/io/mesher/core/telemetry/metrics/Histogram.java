package io.mesher.core.telemetry.metrics;

import io.mesher.core.telemetry.Tally;

/** Times by bucket, and their sum. Written by one thread; read by any. */
public final class Histogram {
    private final Buckets buckets;
    /** The sum behind the buckets. */
    private final Tally counts;

    public Histogram(Buckets buckets) {
        this.buckets = buckets;
        this.counts = new Tally(sums(buckets));
    }

    public void record(long nanos) {
        counts.add(buckets.of(nanos), 1);
        counts.add(buckets.count(), nanos);
    }

    /** Adds what is in it to {@code sums}: the buckets in their order, then the sum in nanoseconds. Any thread. */
    public void addTo(long[] sums) {
        for (int i = 0; i < counts.size(); i++) {
            sums[i] += counts.get(i);
        }
    }

    /** How long an array {@link #addTo} takes for these buckets. */
    public static int sums(Buckets buckets) {
        return buckets.count() + 1;
    }
}
