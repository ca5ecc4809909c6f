package io.mesher.app;

import io.mesher.app.config.rules.NamedService;
import io.mesher.control.admin.source.Condition;
import io.mesher.control.export.SpanExporter;
import io.mesher.control.export.SpanSource;
import io.mesher.control.health.CheckNetwork;
import io.mesher.control.health.FirstConnection;
import io.mesher.control.health.HealthChecker;
import io.mesher.control.health.LocalHealth;
import io.mesher.core.config.GovernanceConfig;
import io.mesher.core.config.MesherConfig;
import io.mesher.core.config.PolicyTable;
import io.mesher.core.config.ServicePort;
import io.mesher.core.config.TracingConfig;
import io.mesher.core.resilience.ServiceStates;
import io.mesher.core.telemetry.trace.SpanQueue;
import io.mesher.net.client.PooledCaller;
import io.mesher.net.loop.EventLoop;
import io.mesher.registry.client.RegistryClient;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The work beside the requests: health checks of instances and of the local application, and the exporter of spans. */
final class ControlParts implements Part {
    private static final long FLUSH_MILLIS = 1500;

    private static final Logger log = LoggerFactory.getLogger(LOGGER);

    private final MesherConfig config;
    private final Lifecycle lifecycle;
    private final LoopParts loops;
    private final TlsParts tls;
    private final Listeners listeners;
    private final RegistryParts registry;
    private final ServiceStates states;
    private final Supplier<GovernanceConfig> governance;
    private final Telemetry telemetry;
    private final RequestParts requests;
    private final Opened opened = new Opened();
    private @Nullable HealthChecks healthChecks;
    private @Nullable LocalHealth localHealth;
    private @Nullable FirstConnection firstConnection;
    private @Nullable SpanExporter exporter;
    private @Nullable UnknownServices unknownServices;

    /** @param registry opened before this, as are the others */
    ControlParts(
            MesherConfig config,
            Lifecycle lifecycle,
            LoopParts loops,
            TlsParts tls,
            Listeners listeners,
            RegistryParts registry,
            ServiceStates states,
            Supplier<GovernanceConfig> governance,
            Telemetry telemetry,
            RequestParts requests) {
        this.config = config;
        this.lifecycle = lifecycle;
        this.loops = loops;
        this.tls = tls;
        this.listeners = listeners;
        this.registry = registry;
        this.states = states;
        this.governance = governance;
        this.telemetry = telemetry;
        this.requests = requests;
    }

    @Override
    public void open() {
        openHealthChecks();
        openLocalHealth();
        openExporter();
        unknownServices =
                opened.add(new UnknownServices(loops.checking(), registry.catalog()::snapshot, registry.client()));
    }

    private CheckNetwork network() {
        return new CheckNetwork(loops.checking(), loops.resolver(), tls.calls(loops.checking()));
    }

    private void openHealthChecks() {
        HealthChecks checks = opened.add(new HealthChecks(() ->
                new HealthChecker(network(), states, () -> governance.get().consumer())));
        healthChecks = checks;
        checks.changed(governance.get().consumer());
    }

    /** Requests are accepted whatever it finds: callers decide by the registry. */
    private void openLocalHealth() {
        if (config.localHealth().checks().isEmpty()) {
            openFirstConnection();
            return;
        }
        RegistryClient client = registry.client();
        LocalHealth health = opened.add(new LocalHealth(network(), config.localHealth(), well -> {
            if (client != null) {
                client.status(well);
            }
        }));
        localHealth = health;
        lifecycle.dependOn(health);
    }

    private void openFirstConnection() {
        for (ServicePort port : config.servicePorts()) {
            if (firstConnection == null
                    && config.http().incoming() != null
                    && port.protocol().equals("rest")) {
                firstConnection = opened.add(new FirstConnection(network(), port.port()));
            }
        }
    }

    /** Logs from time to time what is still wrong. After all parts are open; closed with this. */
    void remind(Supplier<List<Condition>> conditions) {
        Reminder reminding = opened.add(new Reminder(loops.checking(), conditions));
        reminding.start();
    }

    /** The configuration names these services from now on. Any thread, after all parts are open. */
    void named(List<NamedService> services) {
        if (unknownServices != null) {
            unknownServices.named(services);
        }
    }

    /** Which of them nobody has; empty if there is none. Any thread. */
    String unknownServices() {
        return unknownServices == null ? "" : unknownServices.text();
    }

    private void openExporter() {
        TracingConfig.Exporter to = config.telemetry().tracing().exporter();
        SpanQueue spans = telemetry.spans();
        EventLoop control = loops.control();
        if (to == null || spans == null || control == null) {
            return;
        }
        InetSocketAddress at = Objects.requireNonNullElse(listeners.incoming(), listeners.outgoing())
                .address();
        SpanExporter sending = opened.add(new SpanExporter(
                control,
                new PooledCaller(control, loops.resolver(), NetSettings.collector()),
                spans,
                to,
                new SpanSource(
                        to.serviceName(),
                        config.service().version(),
                        config.service().app(),
                        config.service().environment(),
                        requests.settings().pseudonym(),
                        config.registration().hostName(),
                        Build.VERSION,
                        to.attributes(),
                        at.getAddress().isAnyLocalAddress()
                                ? ""
                                : at.getAddress().getHostAddress(),
                        at.getPort())));
        sending.start();
        exporter = sending;
    }

    @Override
    public void start() {
        if (localHealth != null) {
            localHealth.start();
        }
        if (firstConnection != null) {
            firstConnection.start();
        }
    }

    /** Applies these policies from now on. Any thread, after all parts are open. */
    void changed(PolicyTable policies) {
        if (healthChecks != null) {
            healthChecks.changed(policies);
        }
    }

    /** Null if the local application isn't checked. */
    @Nullable LocalHealth localHealth() {
        return localHealth;
    }

    /** Null if the application's port isn't known, or if it is checked. */
    @Nullable FirstConnection firstConnection() {
        return firstConnection;
    }

    /** Null if spans go nowhere. */
    @Nullable SpanExporter exporter() {
        return exporter;
    }

    /** Sends the spans that the collector hasn't got yet, for a second at most. */
    void flushSpans() throws InterruptedException {
        SpanExporter sending = exporter;
        if (sending != null) {
            CountDownLatch done = new CountDownLatch(1);
            sending.flush(done::countDown);
            if (!done.await(FLUSH_MILLIS, TimeUnit.MILLISECONDS)) {
                log.warn("the last spans were not sent: their event loop does not answer");
            }
        }
    }

    @Override
    public void close() {
        opened.close();
    }
}
