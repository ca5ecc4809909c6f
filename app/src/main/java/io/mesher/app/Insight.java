package io.mesher.app;

import io.mesher.app.config.KeyPrints;
import io.mesher.app.log.Loggers;
import io.mesher.control.admin.AdminControls;
import io.mesher.control.admin.AdminSources;
import io.mesher.control.admin.source.BuildInfo;
import io.mesher.control.admin.source.ConfigReport;
import io.mesher.control.admin.source.LoopSource;
import io.mesher.control.admin.source.ReadyState;
import io.mesher.control.explain.ExplainSource;
import io.mesher.control.explain.Explainer;
import io.mesher.control.explain.WhatIf;
import io.mesher.control.export.ExportCounts;
import io.mesher.control.export.SpanExporter;
import io.mesher.control.health.LocalHealth;
import io.mesher.control.metrics.ConnectionFamily;
import io.mesher.control.metrics.HostedRegistryFamily;
import io.mesher.control.metrics.InFlightFamily;
import io.mesher.control.metrics.LifecycleFamily;
import io.mesher.control.metrics.LocalHealthFamily;
import io.mesher.control.metrics.LoopFamily;
import io.mesher.control.metrics.LoopTurns;
import io.mesher.control.metrics.MetricFamily;
import io.mesher.control.metrics.RegistryFamily;
import io.mesher.control.metrics.SelfFamily;
import io.mesher.control.metrics.ServiceFamily;
import io.mesher.control.metrics.TelemetryCounts;
import io.mesher.core.catalog.Catalog;
import io.mesher.core.config.GovernanceConfig;
import io.mesher.core.config.MesherConfig;
import io.mesher.core.resilience.ServiceStates;
import io.mesher.core.telemetry.LoopCounters;
import io.mesher.core.telemetry.ReloadStatus;
import io.mesher.net.loop.EventLoop;
import io.mesher.proxy.UpstreamPools;
import io.mesher.registry.client.RegistryClient;
import io.mesher.registry.server.RegistryHost;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a running Mesher shows of itself, at the admin port and to Prometheus. Asked on the admin port's loop, but for {@link #requests}. */
final class Insight {
    private final MesherConfig config;
    private final Lifecycle lifecycle;
    private final List<EventLoop> loops;
    private final List<LoopCounters> counters;
    private final List<UpstreamPools> pools;
    private final Listeners listeners;
    private final ServiceStates states;
    private final Supplier<GovernanceConfig> governance;
    private final Telemetry telemetry;
    private final Instant started = Instant.now();
    private @Nullable Catalog catalog;
    private @Nullable RegistryClient registry;
    private @Nullable RegistryHost registryHost;
    private @Nullable LocalHealth localHealth;
    private @Nullable SpanExporter exporter;
    private volatile @Nullable Reload reload;
    private volatile @Nullable Function<@Nullable KeyPrints, ConfigReport> configReport;

    /** The lists may still grow until somebody asks. */
    Insight(
            MesherConfig config,
            Lifecycle lifecycle,
            List<EventLoop> loops,
            List<LoopCounters> counters,
            List<UpstreamPools> pools,
            Listeners listeners,
            ServiceStates states,
            Supplier<GovernanceConfig> governance,
            Telemetry telemetry) {
        this.config = config;
        this.lifecycle = lifecycle;
        this.loops = loops;
        this.counters = counters;
        this.pools = pools;
        this.listeners = listeners;
        this.states = states;
        this.governance = governance;
        this.telemetry = telemetry;
    }

    // --- what is there later than this; before the loops start, but for the last two

    void catalog(Catalog opened) {
        catalog = opened;
    }

    void registry(RegistryClient opened) {
        registry = opened;
    }

    void registryHost(RegistryHost opened) {
        registryHost = opened;
    }

    void localHealth(LocalHealth opened) {
        localHealth = opened;
    }

    void exporter(SpanExporter opened) {
        exporter = opened;
    }

    void reload(Reload opened) {
        reload = opened;
    }

    void configReport(Function<@Nullable KeyPrints, ConfigReport> report) {
        configReport = report;
    }

    // --- what is shown

    /** How many requests went to a service so far, by which the registry's client sees which ones are still in use. Any thread. */
    long requests(String service) {
        long requests = 0;
        for (LoopCounters of : counters) {
            requests += of.requests(service);
        }
        return requests;
    }

    /** On the admin port's loop, when somebody first asks there. */
    AdminSources sources() {
        Catalog known = Objects.requireNonNull(catalog);
        List<LoopSource> sources = new ArrayList<>();
        for (int i = 0; i < loops.size(); i++) {
            EventLoop loop = loops.get(i);
            sources.add(new LoopSource(loop.name(), loop, new LoopView(loop, listeners, pools.get(i))));
        }
        return new AdminSources(
                config.service(),
                new BuildInfo(Build.VERSION, "", ""),
                counters,
                states,
                governance,
                known::snapshot,
                config.staticServices().keySet(),
                sources,
                telemetry.pages(),
                explain(known),
                this::leftOut,
                this::configReport,
                new AdminControls(
                        lifecycle::readiness,
                        lifecycle::hasBegun,
                        new LogLevels(Loggers.install(), config.log().level()),
                        new Drain(lifecycle, registry),
                        Signals::terminate));
    }

    private @Nullable Explainer explain(Catalog known) {
        List<ExplainSource> sources = telemetry.explanations();
        return sources.isEmpty()
                ? null
                : new Explainer(
                        loops.getLast(),
                        sources,
                        new WhatIf(known, governance, states, config.service().name(), Mesher.selfTags(config)));
    }

    /** What {@code /metrics} has beside requests; asked for at the first scrape. */
    List<MetricFamily> families() {
        List<MetricFamily> families = new ArrayList<>();
        families.add(new InFlightFamily(counters));
        families.add(new LifecycleFamily(
                () -> lifecycle.readiness() instanceof ReadyState.Ready,
                () -> lifecycle.isDraining() || lifecycle.isStopping()));
        families.add(new ServiceFamily(states, governance, Objects.requireNonNull(catalog)::snapshot, this::requests));
        families.add(
                new ConnectionFamily(() -> MetricFamilies.listeners(listeners), () -> MetricFamilies.pools(pools)));
        List<LoopTurns> turns = new ArrayList<>();
        for (EventLoop loop : loops) {
            turns.add(new MetricFamilies.Turns(loop.name(), loop.times()));
        }
        families.add(new LoopFamily(turns));
        LocalHealth health = localHealth;
        if (health != null) {
            families.add(new LocalHealthFamily(health::states));
        }
        RegistryHost host = registryHost;
        if (host != null) {
            families.add(new HostedRegistryFamily(host::status));
        }
        RegistryClient client = registry;
        if (client != null) {
            families.add(new RegistryFamily(client::status));
        }
        families.add(new SelfFamily(Build.VERSION, "", this::reloadStatus, this::telemetryCounts));
        return families;
    }

    private ReloadStatus reloadStatus() {
        Reload changes = reload;
        return changes == null ? new ReloadStatus(0, 0, started.toEpochMilli(), false) : changes.status();
    }

    private TelemetryCounts telemetryCounts() {
        ExportCounts sent = exporter == null ? new ExportCounts(0, 0, 0, 0) : exporter.counts();
        return new TelemetryCounts(
                Loggers.install().dropped(), telemetry.linesDropped(), sent.exported(), sent.dropped(), sent.failed());
    }

    /** What had to be left out, by name. */
    private Map<String, Long> leftOut() {
        TelemetryCounts counts = telemetryCounts();
        return Map.of(
                "logLinesDropped", counts.logLinesDropped(),
                "accessLogLinesDropped", counts.linesDropped(),
                "spansDropped", counts.spansDropped(),
                "spansFailed", counts.spansFailed(),
                "seriesFolded", telemetry.seriesFolded());
    }

    private ConfigReport configReport() {
        Function<@Nullable KeyPrints, ConfigReport> report = configReport;
        Reload changes = reload;
        return report == null
                ? new ConfigReport(false, List.of(), List.of(), 0)
                : report.apply(changes == null ? null : changes.inEffect());
    }
}
