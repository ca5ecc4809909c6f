package io.mesher.net.client;

import io.mesher.net.http1.ClientSettings;
import io.mesher.net.http1.HeadLimits;
import io.mesher.net.http1.Http1Client;
import io.mesher.net.loop.EventLoop;
import io.mesher.net.pool.NameResolver;
import io.mesher.net.pool.PoolCounters;
import io.mesher.net.pool.PoolSettings;
import io.mesher.net.pool.UpstreamPool;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** A pool per server that was called lately. Event loop only. */
final class ServerPools {
    /** More are kept only while something is under way at each. */
    static final int MAX_POOLS = 64;

    /** A WebSocket keeps its connection for long: in the pool of the calls it would leave them none. */
    private static final int MAX_SOCKETS = 64;

    private static final int MAX_FIELDS = 100;

    private final EventLoop loop;
    private final NameResolver resolver;
    private final PoolSettings forCalls;
    private final PoolSettings forSockets;
    private final Http1Client protocol;
    private final PoolCounters counters = new PoolCounters();
    /** The one that was used last at the end. Keys are texts: docs/decisions/0006. */
    private final Map<String, UpstreamPool> pools = new LinkedHashMap<>(16, 0.75f, true);

    ServerPools(EventLoop loop, NameResolver resolver, CallerSettings settings) {
        this.loop = loop;
        this.resolver = resolver;
        HeadLimits limits = new HeadLimits(settings.maxHeadBytes(), settings.maxHeadBytes(), MAX_FIELDS);
        protocol =
                new Http1Client(loop, new ClientSettings(limits, settings.idle().toNanos()));
        long connectNanos = settings.connectTimeout().toNanos();
        int connections = settings.connectionsPerServer();
        forCalls = new PoolSettings(connections, connections, settings.waiting(), connectNanos);
        forSockets = new PoolSettings(MAX_SOCKETS, 0, 0, connectNanos);
    }

    UpstreamPool to(String host, int port, boolean socket) {
        String server = (socket ? "ws://" : "http://") + host + ':' + port;
        UpstreamPool known = pools.get(server);
        if (known != null) {
            return known;
        }
        dropUnused();
        UpstreamPool pool =
                new UpstreamPool(loop, host, port, socket ? forSockets : forCalls, protocol, resolver, counters);
        pools.put(server, pool);
        return pool;
    }

    private void dropUnused() {
        for (Iterator<UpstreamPool> all = pools.values().iterator(); pools.size() >= MAX_POOLS && all.hasNext(); ) {
            UpstreamPool pool = all.next();
            pool.closeIdle();
            if (pool.openConnections() == 0) {
                all.remove();
            }
        }
    }

    PoolCounters counters() {
        return counters;
    }

    int size() {
        return pools.size();
    }

    void closeIdle() {
        pools.values().forEach(UpstreamPool::closeIdle);
    }
}
