package io.mesher.control.metrics;

import io.mesher.control.metrics.PrometheusText.Kind;
import io.mesher.core.telemetry.LoopCounters;
import io.mesher.core.telemetry.ServiceCounters;
import io.mesher.core.telemetry.ServiceCounters.Count;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Requests under CSE Mesher's names and labels. */
final class CompatMetrics {
    private static final String LATENCY = "request_latency_seconds";
    private static final int[] PERCENTS = {50, 90, 99};

    private final SortedMap<CompatKey, ServiceSums> totals;
    private final PrometheusText text;

    private CompatMetrics(SortedMap<CompatKey, ServiceSums> totals, PrometheusText text) {
        this.totals = totals;
        this.text = text;
    }

    /** @param before what was known a while ago: quantiles are of what came since */
    static void write(List<LoopCounters> loops, Map<CompatKey, LatencyCopy> before, PrometheusText text) {
        CompatMetrics metrics = new CompatMetrics(totals(loops), text);
        if (!metrics.totals.isEmpty()) {
            metrics.counters();
            metrics.latencies(before);
        }
    }

    /** What {@link #write} takes later as what was known before. */
    static Map<CompatKey, LatencyCopy> latencies(List<LoopCounters> loops) {
        // Sorted, like all maps of this key, since hashing it would link its hashCode on the admin port's loop
        // (docs/decisions/0006).
        Map<CompatKey, LatencyCopy> copies = new TreeMap<>();
        totals(loops).forEach((key, sums) -> copies.put(key, sums.latencies()));
        return copies;
    }

    private static SortedMap<CompatKey, ServiceSums> totals(List<LoopCounters> loops) {
        SortedMap<CompatKey, ServiceSums> totals = new TreeMap<>();
        for (LoopCounters loop : loops) {
            for (ServiceCounters counters : loop.all()) {
                totals.computeIfAbsent(CompatKey.of(counters), _ -> new ServiceSums())
                        .add(counters);
            }
        }
        return totals;
    }

    private void counters() {
        counter("requests_total", "All finished requests.", Count.REQUESTS);
        counter("successes_total", "Requests answered with a status from 200 to 226.", Count.SUCCESSES);
        counter("failures_total", "Requests answered with a status from 400 on.", Count.FAILURES);
        counter("status_4xx", "Requests answered with a status from 400 to 499.", Count.STATUS_4XX);
        counter("status_5xx", "Requests answered with a status from 500 on.", Count.STATUS_5XX);
    }

    private void counter(String name, String help, Count count) {
        text.family(name, Kind.COUNTER, help);
        totals.forEach((key, tally) -> text.sample(name, tally.get(count), key.labels()));
    }

    private void latencies(Map<CompatKey, LatencyCopy> before) {
        text.family(
                LATENCY,
                Kind.SUMMARY,
                "Time from a request's head to the end of its response, in seconds; quantiles of the last minute.");
        totals.forEach((key, tally) -> {
            ServiceSums of = tally.sentSince(before.getOrDefault(key, LatencyCopy.NONE));
            if (of.sent() > 0) {
                quantiles(key, of);
            }
            text.seconds(LATENCY + "_sum", tally.get(Count.LATENCY_NANOS), key.labels());
            text.sample(LATENCY + "_count", tally.get(Count.REQUESTS), key.labels());
        });
    }

    private void quantiles(CompatKey key, ServiceSums of) {
        for (int percent : PERCENTS) {
            Label[] labels = key.labels();
            text.seconds(LATENCY, of.quantileNanos(percent), labels[0], quantile(percent), labels[1], labels[2]);
        }
    }

    /** As Prometheus' clients write it: 0.5, 0.05, 0.99. */
    static Label quantile(int percent) {
        String digits = percent < 10 ? "0" + percent : Integer.toString(percent);
        return new Label("quantile", "0." + (digits.endsWith("0") ? digits.substring(0, 1) : digits));
    }
}
