package io.mesher.control.admin;

import io.mesher.control.admin.PrometheusText.Kind;
import io.mesher.control.admin.PrometheusText.Label;
import io.mesher.core.name.ServiceIdentity;
import io.mesher.core.telemetry.LoopCounters;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** {@code /v1/mesher/metrics}: the original's metrics for Prometheus, and those of the process. */
record MetricsResource(ServiceIdentity identity, Instant started, List<LoopCounters> counters) implements Reading {
    private static final Path PROC = Path.of("/proc/self");

    MetricsResource {
        counters = List.copyOf(counters);
    }

    @Override
    public AdminResponse respond(String argument) {
        PrometheusText text = new PrometheusText();
        ServiceMetrics.write(counters, text);
        text.family("start_time_seconds", Kind.GAUGE, "When Mesher started, in seconds since 1970.")
                .sample(
                        "start_time_seconds",
                        started.getEpochSecond(),
                        new Label("app", identity.app()),
                        new Label("service_name", identity.name()),
                        new Label("version", identity.version()));
        new ProcessMetrics(PROC).write(text);
        return new AdminResponse(200, PrometheusText.CONTENT_TYPE, text.toString());
    }
}
