package io.mesher.app;

import io.mesher.app.config.rules.NamedService;
import io.mesher.app.config.shown.KeyFingerprints;
import io.mesher.app.tls.LoadedSide;
import io.mesher.control.admin.source.ConfigReport;
import io.mesher.core.config.GovernanceConfig;
import io.mesher.core.config.MesherConfig;
import io.mesher.core.config.TlsSide;
import io.mesher.core.resilience.ServiceStates;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One running Mesher: its parts in the order in which they are opened. They are closed in reverse order. There is no other place
 * where the parts meet.
 */
public final class Mesher implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Mesher.class);

    private final Lifecycle lifecycle = new Lifecycle();
    private final Listeners listeners = new Listeners();
    private final Opened opened = new Opened();
    private final AtomicReference<GovernanceConfig> governance;
    private final RegistryParts registry;
    private final ControlParts control;
    private final Insight insight;
    private final List<Part> parts;

    /** Opens nothing yet. {@code loaded}: the contents of TLS's files. */
    Mesher(MesherConfig config, Map<TlsSide, LoadedSide> loaded) {
        governance = new AtomicReference<>(config.governance());
        Supplier<GovernanceConfig> present = governance::get;
        ServiceStates states = new ServiceStates();
        Telemetry telemetry = new Telemetry(config);
        LoopParts loops = new LoopParts(config, telemetry);
        TlsParts tls = new TlsParts(config.tls(), config.dataDir(), loaded);
        registry = new RegistryParts(config, loops, tls, listeners);
        RequestParts requests = new RequestParts(config, loops, tls, telemetry, registry, states, present);
        control = new ControlParts(
                config, lifecycle, loops, tls, listeners, registry, states, present, telemetry, requests);
        insight = new Insight(
                config, lifecycle, loops, tls, listeners, requests, registry, control, states, present, telemetry);
        HttpParts http = new HttpParts(config, loops, tls, telemetry, requests, listeners, insight::sources);
        parts = List.of(
                // Closed after the loops, so that their last lines are written.
                telemetry,
                loops,
                tls,
                http,
                // After the listeners, whose ports are registered, and before the requests, which need its catalog.
                registry,
                requests,
                control);
    }

    /** Opens everything; when it returns, requests are served. @throws StartFailure with nothing left open */
    static Mesher start(MesherConfig config, Map<TlsSide, LoadedSide> loaded) throws StartFailure {
        Mesher mesher = new Mesher(config, loaded);
        try {
            mesher.opened.open(mesher.parts);
        } catch (UncheckedIOException e) {
            throw new StartFailure(
                    ExitCode.UNAVAILABLE,
                    "the system refuses what Mesher needs: " + e.getMessage()
                            + " (is the limit of open files, ulimit -n, too low?)");
        }
        if (config.admin().readyNeedsRegistry()) {
            mesher.lifecycle.dependOnRegistry(mesher.insight::registrationComplaint);
        }
        mesher.control.remind(mesher.insight::conditions);
        log.info("this instance is {} in Via and metrics", mesher.registry.shortId());
        mesher.lifecycle.enter(Lifecycle.Phase.SERVING);
        return mesher;
    }

    /** From now on requests are treated so; those under way go on as they began. Any thread. */
    void govern(GovernanceConfig config) {
        governance.set(config);
        control.changed(config.consumer());
    }

    /** The configuration names these services from now on; Mesher warns of those that nobody has. Any thread. */
    void named(List<NamedService> services) {
        control.named(services);
    }

    /**
     * What is reported of the configuration from now on; asked on other threads, since it may read files.
     *
     * @param report given what was taken of changes; null where none are taken
     */
    void reportConfig(Function<@Nullable KeyFingerprints, ConfigReport> report) {
        insight.configReport(report);
    }

    /** Starts it, and closes it with the rest. */
    void reload(Reload changes) {
        insight.reload(opened.add(changes));
        changes.start();
    }

    /** In the order in which they are opened. */
    List<Part> parts() {
        return parts;
    }

    Listeners listeners() {
        return listeners;
    }

    Lifecycle lifecycle() {
        return lifecycle;
    }

    /**
     * Takes this Mesher off the registry, which tells callers while it still serves them. Waits for the registry's answer, up to
     * the time-out of a call.
     */
    void unregister() throws InterruptedException {
        registry.unregister();
    }

    /** Sends what the collector hasn't got yet, for a second at most. */
    void flushSpans() throws InterruptedException {
        control.flushSpans();
    }

    /** At once, whatever is under way. For an orderly end, {@link Shutdown} comes before. */
    @Override
    public void close() {
        opened.close();
    }
}
