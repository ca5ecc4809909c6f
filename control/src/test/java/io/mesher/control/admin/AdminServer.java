package io.mesher.control.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.control.admin.source.BuildInfo;
import io.mesher.control.admin.source.Condition;
import io.mesher.control.admin.source.ConfigReport;
import io.mesher.control.admin.source.DrainControl;
import io.mesher.control.admin.source.LogControl;
import io.mesher.control.admin.source.LoopConnections;
import io.mesher.control.admin.source.LoopSource;
import io.mesher.control.admin.source.ReadyState;
import io.mesher.control.explain.ExplainSource;
import io.mesher.control.explain.Explainer;
import io.mesher.control.explain.WhatIf;
import io.mesher.control.metrics.CompatPage;
import io.mesher.control.metrics.Later;
import io.mesher.control.metrics.MetricsPages;
import io.mesher.control.metrics.MetricsSources;
import io.mesher.control.metrics.OwnPage;
import io.mesher.core.catalog.CatalogSnapshot;
import io.mesher.core.catalog.StaticCatalog;
import io.mesher.core.config.AdminConfig;
import io.mesher.core.config.ExplainConfig;
import io.mesher.core.config.GovernanceConfig;
import io.mesher.core.config.ListenAddress;
import io.mesher.core.config.LogConfig.Level;
import io.mesher.core.config.MetricsConfig;
import io.mesher.core.name.ServiceIdentity;
import io.mesher.core.resilience.ServiceStates;
import io.mesher.core.telemetry.LoopCounters;
import io.mesher.core.telemetry.explain.DecisionLog;
import io.mesher.net.http1.HeadLimits;
import io.mesher.net.http1.Http1Server;
import io.mesher.net.http1.ServerSettings;
import io.mesher.net.listen.TcpListener;
import io.mesher.net.loop.EventLoop;
import io.mesher.net.stream.TakeLimit;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The admin API on a port of its own. Closing it checks that nothing failed on the loop. */
final class AdminServer implements AutoCloseable {
    static final HeadLimits LIMITS = new HeadLimits(1024, 4096, 20);
    static final ServiceIdentity CLIENT = new ServiceIdentity("Client", "shop", "0.1", "");

    /** Long enough for a slow machine, but for the head: tests wait for that one. */
    private static final ServerSettings SETTINGS = new ServerSettings(
            LIMITS, 1_000_000_000L, 20_000_000_000L, 20_000_000_000L, 0, TakeLimit.of(20_000_000_000L, 0), 0);

    final LoopCounters counters = new LoopCounters();
    final ServiceStates states = new ServiceStates();
    volatile GovernanceConfig governance = GovernanceConfig.DEFAULT;
    volatile ReadyState readiness = new ReadyState.Ready();
    volatile List<Condition> conditions = List.of();
    volatile boolean begun = true;
    volatile CatalogSnapshot catalog = CatalogSnapshot.of(List.of());
    volatile Supplier<ConfigReport> config = () -> new ConfigReport(false, List.of(), List.of(), 0);
    volatile Level level = Level.INFO;
    /** As the log learned it with the present level. */
    volatile @Nullable Instant until;

    volatile DrainControl.State state = DrainControl.State.SERVING;
    final AtomicInteger quits = new AtomicInteger();
    /** Never runs, so that it answers nobody. */
    private final EventLoop stuck;

    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final EventLoop loop = new EventLoop("admin-test", failures::add);
    private final TcpListener listener;

    AdminServer() throws IOException {
        this("127.0.0.1", CLIENT);
    }

    AdminServer(String listen, ServiceIdentity identity) throws IOException {
        this(listen, identity, "");
    }

    AdminServer(String listen, ServiceIdentity identity, String token) throws IOException {
        ListenAddress address = new ListenAddress(listen, 0, "protocols.rest-admin.listenAddress");
        AdminApi api = new AdminApi(
                new AdminConfig(true, address, null, true, List.of("mesher.example"), token, false),
                () -> sources(identity));
        stuck = new EventLoop("stuck", failures::add);
        listener = TcpListener.bind(
                new InetSocketAddress(InetAddress.ofLiteral(listen), 0),
                List.of(loop),
                Http1Server.protocols(SETTINGS, 1, api::handlers),
                new AtomicInteger(),
                100,
                failures::add);
        loop.start();
        listener.start();
    }

    private AdminSources sources(ServiceIdentity identity) {
        return new AdminSources(
                identity,
                new BuildInfo("1.2.3", "0a1b2c", "2026-01-01"),
                List.of(counters),
                states,
                () -> governance,
                () -> catalog,
                Set.of("written"),
                List.of(
                        new LoopSource("loop-0", loop, this::connections),
                        new LoopSource("loop-1", stuck, this::connections)),
                new MetricsPages(MetricsConfig.DEFAULT, new Pages(identity)),
                new Explainer(
                        loop,
                        List.of(new ExplainSource("loop-0", loop, new DecisionLog(ExplainConfig.DEFAULT))),
                        new WhatIf(
                                new StaticCatalog(CatalogSnapshot.of(List.of())),
                                () -> governance,
                                states,
                                identity.name(),
                                Map.of())),
                () -> Map.of("spansDropped", 7L, "logLinesDropped", 0L),
                () -> config.get(),
                new AdminControls(
                        () -> readiness,
                        () -> conditions,
                        () -> begun,
                        new Log(),
                        new Drain(),
                        quits::incrementAndGet));
    }

    List<AdminRoute> routes() {
        return new AdminRoutes(Endpoints.of(sources(CLIENT), loop)).all();
    }

    private LoopConnections connections(int max) {
        return new LoopConnections(
                List.of(new LoopConnections.ToListener(
                        "admin", listener.openConnections(loop), listener.look(loop, max))),
                max + 1,
                List.of(new LoopConnections.Pool("10.0.0.1:80", 3, 2, 1)));
    }

    private final class Pages implements MetricsSources {
        private final ServiceIdentity identity;

        Pages(ServiceIdentity identity) {
            this.identity = identity;
        }

        @Override
        public CompatPage original() {
            return new CompatPage(
                    identity,
                    Map.of(),
                    Instant.ofEpochSecond(1_753_000_000),
                    List.of(counters),
                    Duration.ofSeconds(10),
                    Later.NEVER);
        }

        @Override
        public OwnPage own() {
            return new OwnPage(List.of());
        }
    }

    private final class Log implements LogControl {
        @Override
        public Level configured() {
            return Level.INFO;
        }

        @Override
        public Level present() {
            return level;
        }

        @Override
        public void set(Level changed, @Nullable Instant end) {
            level = changed;
            until = end;
        }
    }

    /** Tells of its end on another thread, as the registry's client does. */
    private final class Drain implements DrainControl {
        @Override
        public State state() {
            return state;
        }

        @Override
        public void drain(boolean wanted, Runnable done) {
            new Thread(() -> {
                        state = wanted ? State.DRAINING : State.SERVING;
                        done.run();
                    })
                    .start();
        }
    }

    int port() {
        return listener.address().getPort();
    }

    RawClient connect() throws IOException {
        return new RawClient(port());
    }

    /** One request on a connection of its own. */
    RawResponse ask(String request) throws IOException {
        try (RawClient client = connect()) {
            client.send(request);
            return client.read();
        }
    }

    RawResponse get(String path) throws IOException {
        return get(path, "");
    }

    /** @param fields lines */
    RawResponse get(String path, String fields) throws IOException {
        return ask("GET " + path + " HTTP/1.1\r\nHost: localhost:" + port() + "\r\n" + fields + "\r\n");
    }

    RawResponse post(String path, String json) throws IOException {
        return post(path, "Content-Type: application/json\r\n", json);
    }

    RawResponse post(String path, String fields, String body) throws IOException {
        return ask("POST " + path + " HTTP/1.1\r\nHost: localhost:" + port() + "\r\n" + fields
                + (body.isEmpty() ? "" : "Content-Length: " + body.length() + "\r\n") + "\r\n" + body);
    }

    @Override
    public void close() {
        listener.close();
        loop.close();
        stuck.close();
        assertThat(failures).isEmpty();
    }
}
