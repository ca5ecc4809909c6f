package io.mesher.control.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.config.AdminConfig;
import io.mesher.core.config.GovernanceConfig;
import io.mesher.core.config.ListenAddress;
import io.mesher.core.name.ServiceIdentity;
import io.mesher.core.resilience.ServiceStates;
import io.mesher.core.telemetry.LoopCounters;
import io.mesher.net.http1.HeadLimits;
import io.mesher.net.http1.HttpListener;
import io.mesher.net.http1.ServerSettings;
import io.mesher.net.loop.EventLoop;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** The admin API on a port of its own. Closing it checks that nothing failed on the loop. */
final class AdminServer implements AutoCloseable {
    static final HeadLimits LIMITS = new HeadLimits(1024, 4096, 20);

    /** Long enough for a slow machine, but for the head: tests wait for that one. */
    private static final ServerSettings SETTINGS =
            new ServerSettings(LIMITS, 1_000_000_000L, 20_000_000_000L, 20_000_000_000L);

    final LoopCounters counters = new LoopCounters();
    final ServiceStates states = new ServiceStates();
    volatile GovernanceConfig governance = GovernanceConfig.DEFAULT;
    volatile Readiness readiness = new Readiness.Ready();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final EventLoop loop = new EventLoop("admin-test", failures::add);
    private final HttpListener listener;

    AdminServer() throws IOException {
        this("127.0.0.1", new ServiceIdentity("Client", "shop", "0.1", ""));
    }

    AdminServer(String listen, ServiceIdentity identity) throws IOException {
        ListenAddress address = new ListenAddress(listen, 0, "protocols.rest-admin.listenAddress");
        AdminApi api = new AdminApi(
                new AdminConfig(true, address, null, true, List.of("mesher.example")),
                identity,
                new BuildInfo("1.2.3", "0a1b2c", "2026-01-01"),
                Instant.ofEpochSecond(1_753_000_000),
                List.of(counters),
                states,
                () -> governance,
                () -> readiness);
        listener = HttpListener.bind(
                new InetSocketAddress(InetAddress.ofLiteral(listen), 0),
                List.of(loop),
                SETTINGS,
                api::handler,
                new AtomicInteger(),
                100,
                failures::add);
        loop.start();
        listener.start();
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
        return ask("GET " + path + " HTTP/1.1\r\nHost: localhost:" + port() + "\r\n\r\n");
    }

    @Override
    public void close() {
        listener.close();
        loop.close();
        assertThat(failures).isEmpty();
    }
}
