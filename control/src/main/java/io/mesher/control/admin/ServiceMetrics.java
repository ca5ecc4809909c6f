package io.mesher.control.admin;

import io.mesher.control.admin.PrometheusText.Kind;
import io.mesher.control.admin.PrometheusText.Label;
import io.mesher.core.telemetry.LoopCounters;
import io.mesher.core.telemetry.ServiceCounters;
import io.mesher.core.telemetry.ServiceCounters.Count;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The request metrics by service, under the original's names: the event loops' counters, added up. */
final class ServiceMetrics {
    private static final Label NO_APP = new Label("app", "");
    private static final Label NO_VERSION = new Label("version", "");

    private final Map<String, long[]> totals = new TreeMap<>();
    private final PrometheusText text;

    private ServiceMetrics(PrometheusText text) {
        this.text = text;
    }

    static void write(List<LoopCounters> loops, PrometheusText text) {
        ServiceMetrics metrics = new ServiceMetrics(text);
        for (LoopCounters loop : loops) {
            loop.byService().forEach(metrics::add);
        }
        if (!metrics.totals.isEmpty()) {
            metrics.write();
        }
    }

    private void add(String service, ServiceCounters counters) {
        long[] sums = totals.computeIfAbsent(service, _ -> new long[Count.values().length]);
        for (Count count : Count.values()) {
            sums[count.ordinal()] += counters.get(count);
        }
    }

    private void write() {
        counter("requests_total", "Requests, whatever came of them.", Count.REQUESTS);
        counter("successes_total", "Requests answered with a status from 200 to 226.", Count.SUCCESSES);
        counter("failures_total", "Requests answered with a status from 400 on.", Count.FAILURES);
        counter("status_4xx", "Requests answered with a status from 400 to 499.", Count.STATUS_4XX);
        counter("status_5xx", "Requests answered with a status from 500 on.", Count.STATUS_5XX);
        text.family(
                "request_latency_seconds",
                Kind.SUMMARY,
                "Time from a request's head to the end of its response, in seconds.");
        totals.forEach((service, sums) -> {
            Label[] labels = labels(service);
            text.seconds("request_latency_seconds_sum", sums[Count.LATENCY_NANOS.ordinal()], labels);
            text.sample("request_latency_seconds_count", sums[Count.REQUESTS.ordinal()], labels);
        });
    }

    private void counter(String name, String help, Count count) {
        text.family(name, Kind.COUNTER, help);
        totals.forEach((service, sums) -> text.sample(name, sums[count.ordinal()], labels(service)));
    }

    /** In the original app and version are those of the route rule, and empty without one. */
    private static Label[] labels(String service) {
        return new Label[] {NO_APP, new Label("service_name", service), NO_VERSION};
    }
}
