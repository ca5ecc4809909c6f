package io.mesher.control.metrics;

import io.mesher.control.metrics.PrometheusText.Kind;
import io.mesher.core.telemetry.Direction;
import io.mesher.core.telemetry.ServiceCounters.Count;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * CSE Mesher's metrics of its circuits, Hystrix's: gauges of what was counted in the last window, 10 s long if nobody
 * configured it, and of how long calls took, in milliseconds.
 */
final class CircuitMetrics {
    private static final int[] PERCENTS = {5, 25, 50, 75, 90, 99};
    private static final long MICRO = 1_000;

    private final List<Label> own;

    /** @param own labels of this Mesher: {@code hostname}, {@code self} and the service's properties */
    CircuitMetrics(List<Label> own) {
        this.own = List.copyOf(own);
    }

    void write(Windows windows, PrometheusText text) {
        for (Direction direction : Direction.values()) {
            SortedMap<String, ServiceSums> services = since(
                    windows.shortNow().of(direction), windows.shortBefore().of(direction));
            if (!services.isEmpty()) {
                write(direction == Direction.OUTGOING ? "Consumer_" : "Provider_", services, text);
            }
        }
    }

    private static SortedMap<String, ServiceSums> since(Map<String, ServiceSums> now, Map<String, ServiceSums> before) {
        SortedMap<String, ServiceSums> differences = new TreeMap<>();
        now.forEach((service, tally) ->
                differences.put(service, tally.since(before.getOrDefault(service, ServiceSums.NONE))));
        return differences;
    }

    private void write(String prefix, Map<String, ServiceSums> services, PrometheusText text) {
        gauge(text, prefix + "attempts", services, of -> of.get(Count.REQUESTS));
        gauge(text, prefix + "errors", services, CircuitMetrics::errors);
        gauge(text, prefix + "successes", services, of -> Math.max(0, of.get(Count.REQUESTS) - errors(of)));
        gauge(text, prefix + "failures", services, of -> of.get(Count.CALL_FAILURES));
        gauge(text, prefix + "rejects", services, of -> of.get(Count.CALL_REJECTS));
        gauge(text, prefix + "shortCircuits", services, of -> of.get(Count.CALL_SHORT_CIRCUITS));
        gauge(text, prefix + "timeouts", services, of -> of.get(Count.CALL_TIMEOUTS));
        gauge(text, prefix + "fallbackSuccesses", services, of -> of.get(Count.FALLBACK_SUCCESSES));
        gauge(text, prefix + "fallbackFailures", services, of -> of.get(Count.FALLBACK_FAILURES));
        millis(text, prefix + "totalDuration_mean", services, CircuitMetrics::totalMean);
        millis(text, prefix + "runDuration_mean", services, ServiceSums::meanNanos);
        durations(text, prefix + "runDuration", services);
    }

    private static long errors(ServiceSums of) {
        return of.get(Count.CALL_FAILURES)
                + of.get(Count.CALL_TIMEOUTS)
                + of.get(Count.CALL_REJECTS)
                + of.get(Count.CALL_SHORT_CIRCUITS);
    }

    private static long totalMean(ServiceSums of) {
        long requests = of.get(Count.REQUESTS);
        return requests == 0 ? 0 : of.get(Count.LATENCY_NANOS) / requests;
    }

    private void gauge(
            PrometheusText text, String name, Map<String, ServiceSums> services, ToLongFunction<ServiceSums> value) {
        text.family(name, Kind.GAUGE, name);
        services.forEach((service, tally) -> text.sample(name, value.applyAsLong(tally), labels(service)));
    }

    private void millis(
            PrometheusText text, String name, Map<String, ServiceSums> services, ToLongFunction<ServiceSums> nanos) {
        text.family(name, Kind.GAUGE, name);
        services.forEach((service, tally) -> text.seconds(name, asMillis(nanos.applyAsLong(tally)), labels(service)));
    }

    private void durations(PrometheusText text, String name, Map<String, ServiceSums> services) {
        text.family(name, Kind.GAUGE, name);
        services.forEach((service, tally) -> {
            for (int percent : PERCENTS) {
                text.seconds(
                        name, asMillis(tally.quantileNanos(percent)), labels(service, CompatMetrics.quantile(percent)));
            }
        });
    }

    /** What {@link PrometheusText#seconds} writes as milliseconds; whole microseconds are enough. */
    private static long asMillis(long nanos) {
        return nanos / MICRO * MICRO * 1000;
    }

    private Label[] labels(String target, Label... further) {
        List<Label> labels = new ArrayList<>(own);
        labels.add(new Label("target", target));
        // CSE Mesher knows these of calls from within a program only.
        labels.add(new Label("schemaID", ""));
        labels.add(new Label("operationID", ""));
        labels.addAll(List.of(further));
        return labels.toArray(new Label[0]);
    }
}
