package io.mesher.control.metrics;

import io.mesher.control.metrics.PrometheusText.Kind;
import io.mesher.core.balance.Failing;
import io.mesher.core.telemetry.Direction;
import io.mesher.core.telemetry.metrics.Buckets;
import io.mesher.core.telemetry.metrics.Histogram;
import io.mesher.core.telemetry.metrics.SeriesCounts;
import io.mesher.core.telemetry.metrics.SeriesCounts.Ended;
import io.mesher.core.telemetry.metrics.SeriesTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Requests by direction, source and destination: how many, how long, repeated why. */
public final class RequestFamily implements MetricFamily {
    private static final String REQUESTS = "mesher_requests_total";
    private static final String DURATION = "mesher_request_duration_seconds";
    private static final String RETRIES = "mesher_retries_total";

    private final SeriesTable table;

    public RequestFamily(SeriesTable table) {
        this.table = table;
    }

    @Override
    public void write(PrometheusText text) {
        table.sweep(System.nanoTime());
        List<SeriesCounts> all = table.counts();
        if (!all.isEmpty()) {
            requests(all, text);
            durations(all, text);
            retries(all, text);
        }
        text.single(
                "mesher_series",
                Kind.GAUGE,
                "Present sets of direction, source and destination by which requests are counted.",
                table.size());
        text.single(
                "mesher_series_folded_total",
                Kind.COUNTER,
                "Times that a new set found no room and was counted under other (mesher.metrics.mostSeries).",
                table.folded());
    }

    private static void requests(List<SeriesCounts> all, PrometheusText text) {
        text.family(
                REQUESTS,
                Kind.COUNTER,
                "Finished requests. reason: the code of Mesher's own answer, or why a response broke off; otherwise empty.");
        for (SeriesCounts counts : all) {
            for (Ended ended : counts.ended()) {
                text.sample(
                        REQUESTS,
                        ended.count(),
                        labels(counts, codeClass(ended.statusClass()), new Label("reason", ended.reason())));
            }
        }
    }

    private static void durations(List<SeriesCounts> all, PrometheusText text) {
        text.family(DURATION, Kind.HISTOGRAM, "Time from a request's head to the end of its response.");
        for (SeriesCounts counts : all) {
            for (int statusClass = 1; statusClass <= 5; statusClass++) {
                long[] sums = new long[Histogram.sums(Buckets.REQUEST)];
                boolean any = false;
                for (Ended ended : counts.ended()) {
                    if (ended.statusClass() == statusClass) {
                        ended.addTo(sums);
                        any = true;
                    }
                }
                if (any) {
                    text.histogram(DURATION, Buckets.REQUEST, sums, labels(counts, codeClass(statusClass)));
                }
            }
        }
    }

    private static void retries(List<SeriesCounts> all, PrometheusText text) {
        text.family(RETRIES, Kind.COUNTER, "Repeated attempts, by the kind of failure.");
        for (SeriesCounts counts : all) {
            // A rate sees a first retry only where there was a 0 before. Incoming ones are few, and their sources many.
            boolean always = counts.key().direction() == Direction.OUTGOING;
            for (Failing how : Failing.values()) {
                long retries = counts.retries(how);
                if (retries > 0 || always) {
                    Label reason = new Label("reason", how.name().toLowerCase(Locale.ROOT));
                    text.sample(RETRIES, retries, labels(counts, reason));
                }
            }
        }
    }

    private static Label codeClass(int statusClass) {
        return new Label("code_class", statusClass + "xx");
    }

    private static Label[] labels(SeriesCounts counts, Label... further) {
        List<Label> labels = new ArrayList<>(5);
        labels.add(new Label("direction", counts.key().direction().text()));
        labels.add(new Label("source", counts.key().source()));
        labels.add(new Label("destination", counts.key().destination()));
        labels.addAll(List.of(further));
        return labels.toArray(new Label[0]);
    }
}
