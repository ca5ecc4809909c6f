package io.mesher.app;

import io.mesher.control.metrics.CompatPage;
import io.mesher.control.metrics.Later;
import io.mesher.control.metrics.MetricFamily;
import io.mesher.control.metrics.MetricsSources;
import io.mesher.control.metrics.OwnPage;
import io.mesher.control.metrics.OwnTimeFamily;
import io.mesher.control.metrics.RequestFamily;
import io.mesher.core.config.MesherConfig;
import io.mesher.core.telemetry.LoopCounters;
import io.mesher.core.telemetry.metrics.LoopMetrics;
import io.mesher.core.telemetry.metrics.SeriesTable;
import io.mesher.net.loop.EventLoop;
import io.mesher.proxy.Recorder;
import io.mesher.proxy.record.MetricsRecorder;
import io.mesher.proxy.record.ServiceRecorder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What counts requests, and the pages of it. */
final class MetricsParts {
    private final MesherConfig config;
    private final EventLoop admin;
    private final List<LoopCounters> counters;
    private final Instant started = Instant.now();
    private final List<LoopMetrics> loops = new ArrayList<>();
    private final @Nullable SeriesTable table;

    /**
     * @param admin the loop that serves the admin port
     * @param counters of the loops that carry traffic
     */
    MetricsParts(MesherConfig config, EventLoop admin, List<LoopCounters> counters) {
        this.config = config;
        this.admin = admin;
        this.counters = counters;
        if (!config.telemetry().metrics().enabled()) {
            table = null;
            return;
        }
        table = new SeriesTable(
                counters.size(),
                config.telemetry().metrics().maxSeries(),
                config.telemetry().metrics().expiry().toNanos(),
                System.nanoTime());
        for (int i = 0; i < counters.size(); i++) {
            loops.add(new LoopMetrics(table, i));
        }
    }

    /** Those of a loop. */
    List<Recorder> recorders(int loop) {
        Recorder services = new ServiceRecorder(counters.get(loop));
        return table == null
                ? List.of(services)
                : List.of(
                        services,
                        new MetricsRecorder(
                                loops.get(loop), config.telemetry().metrics().sources()));
    }

    /** Different sets of labels that had no room. Any thread. */
    long folded() {
        return table == null ? 0 : table.folded();
    }

    private CompatPage original() {
        return new CompatPage(
                config.service(),
                config.registration().properties(),
                started,
                counters,
                config.telemetry().metrics().flush(),
                Later.on(admin));
    }

    private OwnPage own(List<MetricFamily> further) {
        List<MetricFamily> families = new ArrayList<>();
        if (table != null) {
            families.add(new RequestFamily(table));
            families.add(new OwnTimeFamily(loops));
        }
        families.addAll(further);
        return new OwnPage(families);
    }

    /** @param further families of {@code /metrics}, asked for at the first scrape: a start needs none */
    record Scraped(MetricsParts parts, Supplier<List<MetricFamily>> further) implements MetricsSources {
        @Override
        public CompatPage original() {
            return parts.original();
        }

        @Override
        public OwnPage own() {
            return parts.own(further.get());
        }
    }
}
