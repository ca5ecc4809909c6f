package io.mesher.control.metrics;

import java.util.Arrays;

/** How long calls took at one moment, by bucket; of the buckets only those from the first to the last that has calls. Immutable. */
final class LatencyCopy {
    static final LatencyCopy NONE = new LatencyCopy(0, new long[0]);

    private final int first;
    private final long[] calls;

    private LatencyCopy(int first, long[] calls) {
        this.first = first;
        this.calls = calls;
    }

    /** @param buckets how many of {@code latencies} are buckets */
    static LatencyCopy of(long[] latencies, int buckets) {
        int from = 0;
        while (from < buckets && latencies[from] == 0) {
            from++;
        }
        int to = buckets;
        while (to > from && latencies[to - 1] == 0) {
            to--;
        }
        return from == to ? NONE : new LatencyCopy(from, Arrays.copyOfRange(latencies, from, to));
    }

    long calls(int bucket) {
        int place = bucket - first;
        return place >= 0 && place < calls.length ? calls[place] : 0;
    }

    /** How many buckets it keeps. */
    int size() {
        return calls.length;
    }
}
