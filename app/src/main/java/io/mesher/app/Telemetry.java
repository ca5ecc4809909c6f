package io.mesher.app;

import io.mesher.control.accesslog.AccessLogWriter;
import io.mesher.control.explain.ExplainSource;
import io.mesher.control.metrics.MetricFamily;
import io.mesher.control.metrics.MetricsPages;
import io.mesher.core.config.AccessLogConfig;
import io.mesher.core.config.MesherConfig;
import io.mesher.core.config.TracingConfig;
import io.mesher.core.telemetry.LoopCounters;
import io.mesher.core.telemetry.trace.SpanQueue;
import io.mesher.net.loop.EventLoop;
import io.mesher.proxy.DecisionLogs;
import io.mesher.proxy.Recorder;
import io.mesher.proxy.record.AccessLog;
import io.mesher.proxy.record.DecisionRecorder;
import io.mesher.proxy.record.SpanRecorder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Who hears of requests, and what they fill: made here for every event loop. Closed after the loops. */
final class Telemetry implements Part {
    private final MesherConfig config;
    private @Nullable AccessLogWriter accessLog;
    private @Nullable SpanQueue spans;
    private @Nullable MetricsParts metrics;
    private @Nullable DecisionLogs decisions;
    private List<EventLoop> loops = List.of();

    Telemetry(MesherConfig config) {
        this.config = config;
    }

    @Override
    public void open() {
        AccessLogConfig lines = config.telemetry().accessLog();
        accessLog = lines.which() == AccessLogConfig.Which.NONE ? null : new AccessLogWriter(lines);
        TracingConfig.Exporter exporter = config.telemetry().tracing().exporter();
        spans = exporter == null ? null : new SpanQueue(exporter.queueSize());
    }

    /**
     * Called once, when both are open.
     *
     * @param carrying the loops that carry traffic; the last serves the admin port
     * @param counters of each
     */
    void attach(List<EventLoop> carrying, List<LoopCounters> counters) {
        loops = carrying;
        metrics = new MetricsParts(config, carrying.getLast(), counters);
        if (config.telemetry().explain().enabled()) {
            decisions = new DecisionLogs(carrying, config.telemetry().explain());
        }
    }

    /** Of one event loop, in the order in which they hear of a request. */
    List<Recorder> recorders(int loop) {
        List<Recorder> recorders = new ArrayList<>(metrics().recorders(loop));
        if (spans != null) {
            TracingConfig tracing = config.telemetry().tracing();
            recorders.add(new SpanRecorder(spans, tracing.keepErrors(), tracing.query()));
        }
        if (accessLog != null) {
            AccessLog lines = new AccessLog(
                    config.telemetry().accessLog(),
                    accessLog.newRing(),
                    config.service().name());
            loops.get(loop).atTurnEnd(lines::handOver);
            recorders.add(lines);
        }
        if (decisions != null) {
            // Last: it gives its notes away.
            recorders.add(new DecisionRecorder(
                    decisions.of(loops.get(loop)), config.telemetry().explain().query()));
        }
        return recorders;
    }

    /** @param further families of {@code /metrics}, asked for at the first scrape */
    MetricsPages pages(Supplier<List<MetricFamily>> further) {
        return new MetricsPages(config.telemetry().metrics(), new MetricsParts.Scraped(metrics(), further));
    }

    /** Null where requests aren't explained. */
    @Nullable DecisionLogs decisions() {
        return decisions;
    }

    /** The decisions of each loop; none where requests aren't explained. */
    List<ExplainSource> explanations() {
        List<ExplainSource> sources = new ArrayList<>();
        if (decisions != null) {
            for (EventLoop loop : loops) {
                sources.add(new ExplainSource(loop.name(), loop, decisions.of(loop)));
            }
        }
        return sources;
    }

    /** What the exporter takes from; null where there is none. */
    @Nullable SpanQueue spans() {
        return spans;
    }

    /** Lines of the access log that had no room. Any thread. */
    long linesDropped() {
        return accessLog == null ? 0 : accessLog.dropped();
    }

    /** Different sets of labels that had no room. Any thread. */
    long seriesFolded() {
        return metrics().folded();
    }

    private MetricsParts metrics() {
        return Objects.requireNonNull(metrics);
    }

    @Override
    public void close() {
        if (accessLog != null) {
            accessLog.close();
        }
    }
}
