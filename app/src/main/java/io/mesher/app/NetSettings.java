package io.mesher.app;

import io.mesher.core.catalog.Endpoint;
import io.mesher.core.config.Limits;
import io.mesher.core.config.MesherConfig;
import io.mesher.core.config.PoolConfig;
import io.mesher.core.config.RegistryConfig;
import io.mesher.core.config.Timeouts;
import io.mesher.net.client.CallerSettings;
import io.mesher.net.http1.ClientSettings;
import io.mesher.net.http1.HeadLimits;
import io.mesher.net.http1.ServerSettings;
import io.mesher.net.pool.PoolSettings;
import io.mesher.net.stream.TakeLimit;
import io.mesher.registry.server.RegistryServerSettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/** The configuration in the terms of the engine, which knows nothing of core. */
final class NetSettings {
    private NetSettings() {}

    /** For a collector of traces: one connection, and answers that say next to nothing. */
    static CallerSettings collector() {
        return new CallerSettings(1, 1, Duration.ofSeconds(2), Duration.ofSeconds(20), 64 * 1024, 32 * 1024);
    }

    static ServerSettings server(MesherConfig config) {
        Timeouts timeouts = config.timeouts();
        return new ServerSettings(
                heads(config.limits()),
                timeouts.head().toNanos(),
                timeouts.idle().toNanos(),
                timeouts.requestBody().toNanos(),
                config.limits().minBytesPerSecond(),
                TakeLimit.of(timeouts.responseTaken().toNanos(), config.limits().minBytesPerSecond()),
                timeouts.tunnelIdle().toNanos());
    }

    /** Each event loop has pools of its own, so each gets its share of the bounds, at least one. */
    static PoolSettings pool(MesherConfig config) {
        PoolConfig pool = config.pool();
        int loops = config.eventLoops();
        return new PoolSettings(
                Math.ceilDiv(pool.connections(), loops),
                Math.ceilDiv(pool.idleConnections(), loops),
                config.limits().waitingRequests(),
                config.governance().consumer().forOthers().timeouts().connect().toNanos());
    }

    static ClientSettings client(MesherConfig config) {
        return new ClientSettings(
                heads(config.limits()),
                config.pool().idle().toNanos(),
                config.timeouts().responseTaken().toNanos());
    }

    /** The registry that this Mesher may host, at the only address that it is then configured with. */
    static RegistryServerSettings registry(MesherConfig config) {
        RegistryConfig registry = config.registry();
        Endpoint address = registry.addresses().getFirst();
        return new RegistryServerSettings(
                new InetSocketAddress(InetAddress.ofLiteral(address.host()), address.port()),
                config.dataDir(),
                registry.account(),
                List.of(),
                Build.VERSION);
    }

    private static HeadLimits heads(Limits limits) {
        return new HeadLimits(limits.requestLineBytes(), limits.headBytes(), limits.headFields());
    }
}
