package io.mesher.app;

import io.mesher.app.config.KeyPrints;
import io.mesher.control.admin.AdminApi;
import io.mesher.control.admin.source.ConfigReport;
import io.mesher.control.export.SpanExporter;
import io.mesher.control.export.SpanSource;
import io.mesher.control.health.HealthChecker;
import io.mesher.control.health.LocalHealth;
import io.mesher.core.catalog.Catalog;
import io.mesher.core.catalog.CatalogSnapshot;
import io.mesher.core.catalog.StaticCatalog;
import io.mesher.core.config.AdminConfig;
import io.mesher.core.config.GovernanceConfig;
import io.mesher.core.config.ListenAddress;
import io.mesher.core.config.MesherConfig;
import io.mesher.core.config.RegistryConfig;
import io.mesher.core.config.TracingConfig;
import io.mesher.core.resilience.ServiceStates;
import io.mesher.core.telemetry.Direction;
import io.mesher.core.telemetry.LoopCounters;
import io.mesher.core.telemetry.trace.SpanQueue;
import io.mesher.net.client.CallerSettings;
import io.mesher.net.client.PooledCaller;
import io.mesher.net.file.DiskThread;
import io.mesher.net.http.StreamHandlers;
import io.mesher.net.http1.ClientSettings;
import io.mesher.net.http1.Http1Client;
import io.mesher.net.http1.HttpListener;
import io.mesher.net.loop.EventLoop;
import io.mesher.net.pool.NameResolver;
import io.mesher.net.pool.PoolSettings;
import io.mesher.proxy.ExchangePool;
import io.mesher.proxy.Filter;
import io.mesher.proxy.IncomingPipeline;
import io.mesher.proxy.LoopContext;
import io.mesher.proxy.OutgoingPipeline;
import io.mesher.proxy.ProxySettings;
import io.mesher.proxy.UpstreamPools;
import io.mesher.registry.client.RegistryClient;
import io.mesher.registry.server.RegistryHost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One running Mesher. Everything is made here, opened in the order in which it is written and closed in reverse; there is no
 * other place where the parts meet.
 */
public final class Mesher implements AutoCloseable {
    /** Not among those of the proxy: it must answer when they are used up. */
    private static final int MAX_ADMIN_CONNECTIONS = 256;

    private static final int MAX_PORTS_TRIED = 100;

    private static final Logger log = LoggerFactory.getLogger(Mesher.class);

    private final MesherConfig config;
    private final Lifecycle lifecycle = new Lifecycle();
    private final List<AutoCloseable> opened = new ArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final List<EventLoop> loops = new ArrayList<>();
    private final List<LoopCounters> counters = new ArrayList<>();
    private final Map<EventLoop, LoopContext> contexts = new HashMap<>();
    private final List<UpstreamPools> pools = new ArrayList<>();
    private final Listeners listeners = new Listeners();
    private final AtomicReference<GovernanceConfig> governance;
    private final ServiceStates states = new ServiceStates();
    private final Telemetry telemetry;
    private final Insight insight;
    private @Nullable SpanExporter exporter;
    private @Nullable LocalHealth localHealth;
    private @Nullable RegistryHost registryHost;
    private @Nullable RegistryClient registryClient;
    private @Nullable HealthChecks healthChecks;

    private Mesher(MesherConfig config) {
        this.config = config;
        this.governance = new AtomicReference<>(config.governance());
        // Opened first: it is closed behind the loops, so that their last lines are written.
        this.telemetry = opening(new Telemetry(config));
        this.insight =
                new Insight(config, lifecycle, loops, counters, pools, listeners, states, governance::get, telemetry);
    }

    /** Opens everything; when it returns, requests are served. @throws StartFailure with nothing left open */
    static Mesher start(MesherConfig config) throws StartFailure {
        Mesher mesher = new Mesher(config);
        try {
            mesher.open();
            return mesher;
        } catch (UncheckedIOException e) {
            mesher.close();
            throw new StartFailure(
                    ExitCode.UNAVAILABLE,
                    "the system refuses what Mesher needs: " + e.getMessage()
                            + " (is the limit of open files, ulimit -n, too low?)");
        } catch (StartFailure | RuntimeException e) {
            mesher.close();
            throw e;
        }
    }

    private void open() throws StartFailure {
        // Before the loops, which give it their last tasks.
        DiskThread disk = opening(new DiskThread());
        EventLoop control = openControl();
        NameResolver resolver = opening(new NameResolver());
        PoolSettings pool = NetSettings.pool(config);
        ClientSettings client = NetSettings.client(config);
        ProxySettings proxy = new ProxySettings(
                config.service(),
                selfTags(config),
                config.timeouts(),
                config.limits().waitingLookups(),
                config.statusCodes(),
                config.trustedPeers(),
                config.telemetry().tracing(),
                pseudonym());
        for (int i = 0; i < config.eventLoops(); i++) {
            loops.add(opening(eventLoop("loop-" + i)));
            counters.add(new LoopCounters());
        }
        telemetry.open(loops, counters, insight::families);
        openAdmin();
        openHttp(proxy);
        Catalog known = openRegistry(control, resolver, disk);
        insight.catalog(known);
        for (int i = 0; i < loops.size(); i++) {
            EventLoop loop = loops.get(i);
            UpstreamPools upstreams = new UpstreamPools(loop, pool, new Http1Client(loop, client), resolver);
            pools.add(upstreams);
            contexts.put(
                    loop,
                    new LoopContext(
                            loop,
                            proxy,
                            known,
                            upstreams,
                            governance::get,
                            states,
                            insight::requests,
                            counters.get(i).inFlight(),
                            new SplittableRandom(),
                            telemetry.recorders(i)));
        }
        openHealthChecks(control, resolver);
        openLocalHealth(control, resolver);
        openExporter(control, resolver, proxy);
        loops.forEach(EventLoop::start);
        listeners.start();
        // Behind the listeners: who is told of us may call at once.
        startRegistry();
        lifecycle.enter(Lifecycle.Phase.SERVING);
    }

    private static EventLoop eventLoop(String name) {
        return new EventLoop(name, Mesher::onDefect);
    }

    private static void onDefect(Throwable failure) {
        log.error("a defect in Mesher", failure);
    }

    /** A loop for what isn't a request: an answer of megabytes must not hold those up. Null where nothing needs it. */
    private @Nullable EventLoop openControl() {
        if (config.registry().type() == RegistryConfig.Type.DISABLED
                && config.telemetry().tracing().exporter() == null) {
            return null;
        }
        EventLoop control = opening(eventLoop("control"));
        control.start();
        return control;
    }

    private Catalog openRegistry(@Nullable EventLoop control, NameResolver resolver, DiskThread disk) {
        CatalogSnapshot statics = CatalogSnapshot.ofStatic(config.service().app(), config.staticServices());
        if (control == null || config.registry().type() == RegistryConfig.Type.DISABLED) {
            return new StaticCatalog(statics);
        }
        RegistryConfig settings = config.registry();
        if (settings.type() == RegistryConfig.Type.EMBEDDED) {
            RegistryHost host =
                    opening(new RegistryHost(control, NetSettings.registry(config), Mesher::onDefect, disk));
            registryHost = host;
            insight.registryHost(host);
        }
        RegistryClient client = opening(new RegistryClient(
                control,
                new PooledCaller(control, resolver, CallerSettings.DEFAULT),
                settings,
                config.registration(),
                config.service(),
                listeners.endpoints(config.http().advertise(), config.admin().advertise()),
                disk,
                config.dataDir(),
                statics,
                Build.VERSION,
                insight::requests));
        registryClient = client;
        insight.registry(client);
        return client;
    }

    /** Beside what isn't a request; without a registry on a loop that carries some, since checks are few. */
    private EventLoop checking(@Nullable EventLoop control) {
        return control == null ? loops.getLast() : control;
    }

    private void openHealthChecks(@Nullable EventLoop control, NameResolver resolver) {
        EventLoop loop = checking(control);
        HealthChecks checks = opening(new HealthChecks(() ->
                new HealthChecker(loop, resolver, states, () -> governance.get().consumer())));
        healthChecks = checks;
        checks.changed(governance.get().consumer());
    }

    /** Requests are taken whatever it finds: callers decide by the registry. */
    private void openLocalHealth(@Nullable EventLoop control, NameResolver resolver) {
        if (config.localHealth().checks().isEmpty()) {
            return;
        }
        RegistryClient client = registryClient;
        LocalHealth health = opening(new LocalHealth(checking(control), resolver, config.localHealth(), well -> {
            if (client != null) {
                client.status(well);
            }
        }));
        localHealth = health;
        lifecycle.dependOn(health);
        insight.localHealth(health);
    }

    private void openExporter(@Nullable EventLoop control, NameResolver resolver, ProxySettings proxy) {
        TracingConfig.Exporter to = config.telemetry().tracing().exporter();
        SpanQueue spans = telemetry.spans();
        if (to != null && spans != null && control != null) {
            InetSocketAddress at = Objects.requireNonNullElse(listeners.incoming(), listeners.outgoing())
                    .address();
            SpanExporter opened = opening(new SpanExporter(
                    control,
                    new PooledCaller(control, resolver, NetSettings.collector()),
                    spans,
                    to,
                    new SpanSource(
                            to.serviceName(),
                            config.service().version(),
                            config.service().app(),
                            config.service().environment(),
                            proxy.pseudonym(),
                            config.registration().hostName(),
                            Build.VERSION,
                            to.attributes(),
                            at.getAddress().isAnyLocalAddress()
                                    ? ""
                                    : at.getAddress().getHostAddress(),
                            at.getPort())));
            opened.start();
            exporter = opened;
            insight.exporter(opened);
        }
    }

    /** From now on requests are treated so; those under way go on as they began. Any thread. */
    void govern(GovernanceConfig config) {
        governance.set(config);
        if (healthChecks != null) {
            healthChecks.changed(config.consumer());
        }
    }

    /**
     * What is told of the configuration from now on; asked on other threads, since it may read files.
     *
     * @param report given what was taken of changes; null where none are taken
     */
    void reportConfig(Function<@Nullable KeyPrints, ConfigReport> report) {
        insight.configReport(report);
    }

    /** Starts it, and closes it with the rest. */
    void reload(Reload changes) {
        insight.reload(opening(changes));
        changes.start();
    }

    private void startRegistry() {
        if (registryHost != null) {
            registryHost.start();
        }
        if (registryClient != null) {
            registryClient.start();
        }
        if (localHealth != null) {
            localHealth.start();
        }
    }

    private void openHttp(ProxySettings proxy) throws StartFailure {
        ListenAddress outside = config.http().incoming();
        ListenAddress inside = config.http().outgoing();
        if (outside != null) {
            HttpListener incoming = listen(
                    outside,
                    exchanges(
                            Direction.INCOMING,
                            IncomingPipeline.filters(proxy, config.servicePorts(), telemetry.decisions())));
            listeners.incoming(incoming);
            // The same port on both, also where the system chose it.
            inside = new ListenAddress(inside.host(), incoming.address().getPort(), inside.key());
            log.info("incoming on {}", opened(outside, incoming));
        }
        HttpListener outgoing =
                listen(inside, exchanges(Direction.OUTGOING, OutgoingPipeline.filters(proxy, telemetry.decisions())));
        listeners.outgoing(outgoing);
        log.info("outgoing on {}", opened(inside, outgoing));
    }

    /** First, so that a probe can see a Mesher that is still starting; on one loop, since a scrape allocates. */
    private void openAdmin() throws StartFailure {
        AdminConfig admin = config.admin();
        if (!admin.enabled()) {
            return;
        }
        AdminApi api = new AdminApi(admin, insight::sources);
        ListenAddress address = admin.listen();
        AtomicInteger adminConnections = new AtomicInteger();
        for (int next = address.port(); ; next++) {
            ListenAddress candidate = new ListenAddress(address.host(), next, address.key());
            try {
                HttpListener listener = listen(
                        candidate, List.of(loops.getLast()), api::handlers, adminConnections, MAX_ADMIN_CONNECTIONS);
                listeners.admin(listener);
                log.info(
                        "admin on {}{}",
                        opened(candidate, listener),
                        next == address.port() ? "" : ", since " + address + " is in use");
                return;
            } catch (StartFailure e) {
                if (admin.configured() || next == address.port() + MAX_PORTS_TRIED) {
                    throw e;
                }
            }
        }
    }

    /** The address as it was asked for, with the port that it got: the system knows 0.0.0.0 as the longest form of ::. */
    private static ListenAddress opened(ListenAddress asked, HttpListener listener) {
        return new ListenAddress(asked.host(), listener.address().getPort(), asked.key());
    }

    private Function<EventLoop, StreamHandlers> exchanges(Direction direction, List<Filter> filters) {
        return loop -> new ExchangePool(Objects.requireNonNull(contexts.get(loop)), direction, filters);
    }

    private HttpListener listen(ListenAddress address, Function<EventLoop, StreamHandlers> handlers)
            throws StartFailure {
        return listen(address, loops, handlers, connections, config.limits().connections());
    }

    private HttpListener listen(
            ListenAddress address,
            List<EventLoop> on,
            Function<EventLoop, StreamHandlers> handlers,
            AtomicInteger open,
            int maxOpen)
            throws StartFailure {
        try {
            return opening(HttpListener.bind(
                    new InetSocketAddress(InetAddress.ofLiteral(address.host()), address.port()),
                    on,
                    NetSettings.server(config),
                    handlers,
                    open,
                    maxOpen,
                    failure -> log.warn("no connection accepted on {}: {}", address, failure.toString())));
        } catch (IOException e) {
            throw new StartFailure(
                    ExitCode.CONFIGURATION,
                    address.key() + ": cannot listen on " + address + ": " + e.getMessage()
                            + " (expected: an address of this machine and a port that no other process uses)");
        }
    }

    private <T extends AutoCloseable> T opening(T part) {
        opened.addLast(part);
        return part;
    }

    /** What rules may ask of us as the caller. */
    static Map<String, String> selfTags(MesherConfig config) {
        Map<String, String> tags = new HashMap<>(config.registration().instanceProperties());
        tags.put("app", config.service().app());
        tags.put("version", config.service().version());
        return tags;
    }

    /** Unique among all Meshers, so that a loop is noticed; says to people whose it is. */
    private String pseudonym() {
        return "mesher-" + config.service().name() + "-"
                + Integer.toHexString(ThreadLocalRandom.current().nextInt());
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
        RegistryClient client = registryClient;
        if (client == null) {
            return;
        }
        CountDownLatch done = new CountDownLatch(1);
        client.unregister(done::countDown);
        // The client keeps the time-out itself; more is for a loop that does nothing any more.
        Duration limit = config.registry().timeout().plusSeconds(1);
        if (!done.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            log.warn("the registry's client does not answer, so the instance stays registered until its lease ends");
        }
    }

    /** Sends what the collector hasn't got yet, for a second at most. */
    void flushSpans() throws InterruptedException {
        SpanExporter sending = exporter;
        if (sending != null) {
            CountDownLatch done = new CountDownLatch(1);
            sending.flush(done::countDown);
            if (!done.await(1500, TimeUnit.MILLISECONDS)) {
                log.warn("the last spans were not sent: their event loop does not answer");
            }
        }
    }

    /** At once, whatever is under way. For an orderly end, {@link Shutdown} comes before. */
    @Override
    public void close() {
        for (AutoCloseable part : opened.reversed()) {
            try {
                part.close();
            } catch (Exception e) {
                log.warn("while closing: {}", e.toString());
            }
        }
        opened.clear();
    }
}
