package io.mesher.control.metrics;

import io.mesher.core.telemetry.ServiceCounters;
import io.mesher.core.telemetry.ServiceCounters.Count;
import io.mesher.core.telemetry.metrics.Histogram;

/** Counters added up: what was counted, and how long calls took. */
final class ServiceSums {
    static final ServiceSums NONE = new ServiceSums();

    private final long[] counts = new long[Count.values().length];
    private final long[] latencies = new long[Histogram.sums(ServiceCounters.LATENCIES)];

    ServiceSums() {}

    void add(ServiceCounters counters) {
        for (Count count : Count.values()) {
            counts[count.ordinal()] += counters.get(count);
        }
        counters.latencies().addTo(latencies);
    }

    long get(Count count) {
        return counts[count.ordinal()];
    }

    /** What was counted since {@code before}. */
    ServiceSums since(ServiceSums before) {
        ServiceSums difference = new ServiceSums();
        for (int i = 0; i < counts.length; i++) {
            difference.counts[i] = Math.max(0, counts[i] - before.counts[i]);
        }
        for (int i = 0; i < latencies.length; i++) {
            difference.latencies[i] = Math.max(0, latencies[i] - before.latencies[i]);
        }
        return difference;
    }

    /** The calls that were sent since {@code before}; without their sum, and what else was counted. */
    ServiceSums sentSince(LatencyCopy before) {
        ServiceSums difference = new ServiceSums();
        for (int i = 0; i < latencies.length - 1; i++) {
            difference.latencies[i] = Math.max(0, latencies[i] - before.calls(i));
        }
        return difference;
    }

    /** What {@link #sentSince} takes. */
    LatencyCopy latencies() {
        return LatencyCopy.of(latencies, latencies.length - 1);
    }

    /** How many calls were sent. */
    long sent() {
        long sent = 0;
        for (int i = 0; i < latencies.length - 1; i++) {
            sent += latencies[i];
        }
        return sent;
    }

    /** Of the calls that were sent; 0: there were none. */
    long meanNanos() {
        long sent = sent();
        return sent == 0 ? 0 : latencies[latencies.length - 1] / sent;
    }

    /**
     * Below which a share of the calls lies, taken to be even within each bucket; 0 where there were none.
     *
     * @param percent 1 to 99
     */
    long quantileNanos(int percent) {
        double rank = sent() * percent / 100.0;
        double before = 0;
        for (int i = 0; i < latencies.length - 1; i++) {
            if (latencies[i] > 0 && before + latencies[i] >= rank) {
                return between(i, (rank - before) / latencies[i]);
            }
            before += latencies[i];
        }
        return 0;
    }

    private static long between(int bucket, double share) {
        long low = bucket == 0 ? 0 : ServiceCounters.LATENCIES.bound(bucket - 1);
        boolean last = bucket == ServiceCounters.LATENCIES.count() - 1;
        long high = last ? low : ServiceCounters.LATENCIES.bound(bucket);
        return low + (long) ((high - low) * share);
    }
}
