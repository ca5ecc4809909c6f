package io.mesher.control.metrics;

import io.mesher.control.metrics.PrometheusText.Kind;
import io.mesher.core.telemetry.ReloadStatus;
import java.util.function.Supplier;

/** Which Mesher it is, its configuration, and what it couldn't tell of. */
public final class SelfFamily implements MetricFamily {
    private static final String BUILD = "mesher_build_info";
    private static final String RELOADS = "mesher_config_reloads_total";
    private static final String TAKEN = "mesher_config_last_taken_timestamp_seconds";
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final String version;
    private final String commit;
    private final String id;
    private final Supplier<ReloadStatus> config;
    private final Supplier<TelemetryCounts> telemetry;

    /** @param id the beginning of the instance's id, as {@code Via} and the log have it */
    public SelfFamily(
            String version,
            String commit,
            String id,
            Supplier<ReloadStatus> config,
            Supplier<TelemetryCounts> telemetry) {
        this.version = version;
        this.commit = commit;
        this.id = id;
        this.config = config;
        this.telemetry = telemetry;
    }

    @Override
    public void write(PrometheusText text) {
        text.family(BUILD, Kind.GAUGE, "1, with what it is as labels.")
                .sample(
                        BUILD,
                        1,
                        new Label("version", version),
                        new Label("commit", commit),
                        new Label("id", id),
                        new Label("java", Runtime.version().toString()));
        config(config.get(), text);
        telemetry(telemetry.get(), text);
    }

    private static void config(ReloadStatus status, PrometheusText text) {
        text.family(RELOADS, Kind.COUNTER, "Changes of the configuration, by result.")
                .sample(RELOADS, status.good(), new Label("result", "taken"))
                .sample(RELOADS, status.refused(), new Label("result", "refused"));
        text.family(TAKEN, Kind.GAUGE, "When the configuration in effect was read, in seconds since 1970.")
                .seconds(TAKEN, status.lastGood() * NANOS_PER_MILLI);
        text.single(
                "mesher_config_last_refused",
                Kind.GAUGE,
                "Whether the last change was refused, so that files and running Mesher differ.",
                status.lastRefused() ? 1 : 0);
    }

    private static void telemetry(TelemetryCounts counts, PrometheusText text) {
        text.single(
                "mesher_log_dropped_total",
                Kind.COUNTER,
                "Lines of Mesher's own log that found no room, or that nobody took.",
                counts.logLinesDropped());
        text.single(
                "mesher_access_log_dropped_total",
                Kind.COUNTER,
                "Lines of the access log that found no room.",
                counts.linesDropped());
        text.single(
                "mesher_spans_exported_total",
                Kind.COUNTER,
                "Spans that the collector accepted.",
                counts.spansExported());
        text.single("mesher_spans_dropped_total", Kind.COUNTER, "Spans that found no room.", counts.spansDropped());
        text.single(
                "mesher_spans_failed_total",
                Kind.COUNTER,
                "Spans that the collector didn't accept.",
                counts.spansFailed());
    }
}
