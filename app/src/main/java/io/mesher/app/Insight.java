package io.mesher.app;

import io.mesher.app.config.shown.KeyFingerprints;
import io.mesher.app.log.Loggers;
import io.mesher.control.admin.AdminControls;
import io.mesher.control.admin.AdminSources;
import io.mesher.control.admin.source.BuildInfo;
import io.mesher.control.admin.source.Condition;
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
import io.mesher.control.metrics.TlsFamily;
import io.mesher.core.catalog.Catalog;
import io.mesher.core.config.GovernanceConfig;
import io.mesher.core.config.MesherConfig;
import io.mesher.core.resilience.ServiceStates;
import io.mesher.core.telemetry.ReloadStatus;
import io.mesher.net.loop.EventLoop;
import io.mesher.proxy.UpstreamPools;
import io.mesher.registry.client.RegistryClient;
import io.mesher.registry.server.RegistryHost;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a running Mesher shows of itself, at the admin port and to Prometheus. Asked on the admin port's loop. */
final class Insight {
    private final MesherConfig config;
    private final Lifecycle lifecycle;
    private final LoopParts loops;
    private final TlsParts tls;
    private final Listeners listeners;
    private final RequestParts requests;
    private final RegistryParts registry;
    private final ControlParts control;
    private final ServiceStates states;
    private final Supplier<GovernanceConfig> governance;
    private final Telemetry telemetry;
    private final Instant started = Instant.now();
    private volatile @Nullable Reload reload;
    private volatile @Nullable Function<@Nullable KeyFingerprints, ConfigReport> configReport;

    /** The parts need not be open before somebody asks. */
    Insight(
            MesherConfig config,
            Lifecycle lifecycle,
            LoopParts loops,
            TlsParts tls,
            Listeners listeners,
            RequestParts requests,
            RegistryParts registry,
            ControlParts control,
            ServiceStates states,
            Supplier<GovernanceConfig> governance,
            Telemetry telemetry) {
        this.config = config;
        this.lifecycle = lifecycle;
        this.loops = loops;
        this.tls = tls;
        this.listeners = listeners;
        this.requests = requests;
        this.registry = registry;
        this.control = control;
        this.states = states;
        this.governance = governance;
        this.telemetry = telemetry;
    }

    // --- what is there later than this, and on another thread

    void reload(Reload opened) {
        reload = opened;
    }

    void configReport(Function<@Nullable KeyFingerprints, ConfigReport> report) {
        configReport = report;
    }

    // --- what is shown

    /** On the admin port's loop, when somebody first asks there. */
    AdminSources sources() {
        Catalog known = registry.catalog();
        Build build = Build.read();
        List<LoopSource> sources = new ArrayList<>();
        for (int i = 0; i < loops.traffic().size(); i++) {
            EventLoop loop = loops.traffic().get(i);
            UpstreamPools pools = requests.pools().get(i);
            sources.add(new LoopSource(loop.name(), loop, new LoopView(loop, listeners, pools)));
        }
        return new AdminSources(
                config.service(),
                new BuildInfo(Build.VERSION, build.commit(), build.built()),
                loops.counters(),
                states,
                governance,
                known::snapshot,
                config.staticServices().keySet(),
                sources,
                telemetry.pages(this::families),
                explain(known),
                this::leftOut,
                this::configReport,
                new AdminControls(
                        lifecycle::readiness,
                        this::conditions,
                        lifecycle::hasBegun,
                        new LogLevels(Loggers.install(), config.log().level()),
                        new Drain(lifecycle, registry.client()),
                        Signals::terminate));
    }

    /** What Mesher needs, and whether it has it. Any thread, after all parts are open. */
    List<Condition> conditions() {
        return present().all();
    }

    /** Why this Mesher isn't registered although it should be; else empty. Any thread, after all parts are open. */
    String registrationComplaint() {
        return present().registrationComplaint();
    }

    private Conditions present() {
        RegistryClient client = registry.client();
        return new Conditions(
                config,
                client == null ? null : client.status(),
                control.localHealth(),
                control.firstConnection(),
                lifecycle.isDraining() || lifecycle.isStopping(),
                reloadStatus().lastRefused(),
                control.unknownServices());
    }

    private @Nullable Explainer explain(Catalog known) {
        List<ExplainSource> sources = telemetry.explanations();
        return sources.isEmpty()
                ? null
                : new Explainer(
                        loops.admin(),
                        sources,
                        new WhatIf(known, governance, states, config.service().name(), RequestParts.selfTags(config)));
    }

    /** What {@code /metrics} has beside requests; asked for at the first scrape. */
    private List<MetricFamily> families() {
        List<MetricFamily> families = new ArrayList<>();
        families.add(new InFlightFamily(loops.counters()));
        families.add(new LifecycleFamily(
                () -> lifecycle.readiness() instanceof ReadyState.Ready,
                () -> lifecycle.isDraining() || lifecycle.isStopping()));
        families.add(new ServiceFamily(states, governance, registry.catalog()::snapshot, loops::of));
        families.add(new ConnectionFamily(
                () -> MetricFamilies.listeners(listeners), () -> MetricFamilies.pools(requests.pools())));
        TlsFamily secured = tls.metrics();
        if (secured != null) {
            families.add(secured);
        }
        List<LoopTurns> turns = new ArrayList<>();
        for (EventLoop loop : loops.traffic()) {
            turns.add(new MetricFamilies.Turns(loop.name(), loop.times()));
        }
        families.add(new LoopFamily(turns));
        LocalHealth health = control.localHealth();
        if (health != null) {
            families.add(new LocalHealthFamily(health::states));
        }
        RegistryHost host = registry.host();
        if (host != null) {
            families.add(new HostedRegistryFamily(host::status));
        }
        RegistryClient client = registry.client();
        if (client != null) {
            families.add(new RegistryFamily(client::status));
        }
        families.add(new SelfFamily(
                Build.VERSION, Build.read().commit(), registry.shortId(), this::reloadStatus, this::telemetryCounts));
        return families;
    }

    private ReloadStatus reloadStatus() {
        Reload changes = reload;
        return changes == null ? new ReloadStatus(0, 0, started.toEpochMilli(), false) : changes.status();
    }

    private TelemetryCounts telemetryCounts() {
        SpanExporter exporter = control.exporter();
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
        Function<@Nullable KeyFingerprints, ConfigReport> report = configReport;
        Reload changes = reload;
        return report == null
                ? new ConfigReport(false, List.of(), List.of(), 0)
                : report.apply(changes == null ? null : changes.inEffect());
    }
}
