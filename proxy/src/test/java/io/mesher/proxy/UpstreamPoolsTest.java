package io.mesher.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.catalog.Endpoint;
import io.mesher.net.http.ClientStream;
import io.mesher.net.http1.ClientSettings;
import io.mesher.net.http1.HeadLimits;
import io.mesher.net.http1.Http1Client;
import io.mesher.net.loop.EventLoop;
import io.mesher.net.pool.ConnectFault;
import io.mesher.net.pool.Connections;
import io.mesher.net.pool.NameResolver;
import io.mesher.net.pool.PoolSettings;
import io.mesher.net.pool.UpstreamPool.Wanted;
import io.mesher.net.pool.Waiter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which pools an event loop keeps. */
class UpstreamPoolsTest {
    private static final PoolSettings SETTINGS = new PoolSettings(8, 8, 8, 1_000_000_000L);
    private static final ClientSettings CONNECTION =
            new ClientSettings(new HeadLimits(8192, 32768, 100), 4_000_000_000L);

    private static final long CONNECT_NANOS = SETTINGS.connectNanos();

    private final EventLoop loop = new EventLoop("test", failure -> {
        throw new AssertionError(failure);
    });
    private final NameResolver resolver = new NameResolver();
    private final UpstreamPools pools = new UpstreamPools(
            loop,
            SETTINGS,
            new Http1Client(loop, CONNECTION),
            _ -> {
                throw new AssertionError("TLS");
            },
            resolver);

    @AfterEach
    void close() {
        resolver.close();
        loop.close();
    }

    @Test
    void fewAreKeptForEver() {
        Connections first = pools.to(new Endpoint("10.0.0.1", 1), CONNECT_NANOS);
        for (int port = 2; port <= 256; port++) {
            pools.to(new Endpoint("10.0.0.1", port), CONNECT_NANOS);
        }
        assertThat(pools.to(new Endpoint("10.0.0.1", 1), CONNECT_NANOS)).isSameAs(first);
        assertThat(pools.size()).isEqualTo(256);
    }

    @Test
    void connectionsForDifferentPathPrefixesAreKeptApart() {
        Connections none = pools.to(new Endpoint("10.0.0.1", 1), CONNECT_NANOS);
        Connections shop = pools.to(new Endpoint("10.0.0.1", 1, "/shop"), CONNECT_NANOS);
        assertThat(shop).isNotSameAs(none);
        assertThat(pools.to(new Endpoint("10.0.0.1", 1, "/shop"), CONNECT_NANOS))
                .isSameAs(shop);
    }

    @Test
    void thoseOfAddressesThatAreGoneDontPileUp() {
        for (int port = 1; port <= 60_000; port++) {
            pools.to(new Endpoint("10.0.0.1", port), CONNECT_NANOS);
            assertThat(pools.size()).isLessThanOrEqualTo(256);
        }
    }

    @Test
    void oneWithAConnectionIsKept() {
        // The name is never looked up to the end: the loop stands still. So the connection is on its way for ever.
        List<Endpoint> used = new ArrayList<>();
        for (int port = 1; port <= 300; port++) {
            Endpoint endpoint = new Endpoint("localhost", port);
            pools.to(endpoint, CONNECT_NANOS).acquire(new Patient(), Wanted.ANY);
            used.add(endpoint);
        }
        List<Connections> before =
                used.stream().map(endpoint -> pools.to(endpoint, CONNECT_NANOS)).toList();
        for (int port = 1; port <= 10_000; port++) {
            pools.to(new Endpoint("10.0.0.1", port), CONNECT_NANOS);
        }
        assertThat(used.stream().map(endpoint -> pools.to(endpoint, CONNECT_NANOS)))
                .containsExactlyElementsOf(before);
        assertThat(pools.size()).isLessThanOrEqualTo(600);
    }

    /** Waits for ever. */
    private static final class Patient implements Waiter {
        @Override
        public void onConnection(ClientStream stream) {
            throw new AssertionError("a connection");
        }

        @Override
        public void onConnectFailed(ConnectFault fault) {
            throw new AssertionError(fault.cause());
        }

        @Override
        public void onPoolFull(String limit) {
            throw new AssertionError(limit);
        }
    }
}
