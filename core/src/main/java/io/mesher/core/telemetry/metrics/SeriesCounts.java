package io.mesher.core.telemetry.metrics;

import io.mesher.core.balance.Failing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What all event loops counted of a series, added up at one moment. Of who asked for it. */
public final class SeriesCounts {
    /** Requests that ended alike. */
    public static final class Ended {
        private final int statusClass;
        private final String reason;
        private final long[] sums = new long[Histogram.sums(Buckets.REQUEST)];

        private Ended(int statusClass, String reason) {
            this.statusClass = statusClass;
            this.reason = reason;
        }

        /** 1 to 5. */
        public int statusClass() {
            return statusClass;
        }

        /** Code of Mesher's own answer, or why the response broke off; else empty. */
        public String reason() {
            return reason;
        }

        /** How many. */
        public long count() {
            long count = 0;
            for (int i = 0; i < sums.length - 1; i++) {
                count += sums[i];
            }
            return count;
        }

        /** Adds buckets and sum as {@link Histogram#addTo} does. */
        public void addTo(long[] others) {
            for (int i = 0; i < sums.length; i++) {
                others[i] += sums[i];
            }
        }
    }

    static final Comparator<SeriesCounts> ORDER = Comparator.comparing((SeriesCounts counts) -> counts.key.direction())
            .thenComparing(counts -> counts.key.destination())
            .thenComparing(counts -> counts.key.source());

    private static final Comparator<Ended> OUTCOMES =
            Comparator.comparingInt(Ended::statusClass).thenComparing(Ended::reason);

    private final SeriesKey key;
    private final List<Ended> ended = new ArrayList<>();
    private final long[] retries = new long[Failing.values().length];

    SeriesCounts(SeriesKey key) {
        this.key = key;
    }

    public SeriesKey key() {
        return key;
    }

    /** By status class, then reason. */
    public List<Ended> ended() {
        ended.sort(OUTCOMES);
        return ended;
    }

    public long retries(Failing how) {
        return retries[how.ordinal()];
    }

    void addRetries(int how, long count) {
        retries[how] += count;
    }

    long[] times(int statusClass, String reason) {
        for (Ended known : ended) {
            if (known.statusClass == statusClass && known.reason.equals(reason)) {
                return known.sums;
            }
        }
        Ended added = new Ended(statusClass, reason);
        ended.add(added);
        return added.sums;
    }
}
