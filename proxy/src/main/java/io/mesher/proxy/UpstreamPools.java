package io.mesher.proxy;

import io.mesher.core.catalog.Endpoint;
import io.mesher.net.loop.EventLoop;
import io.mesher.net.pool.ConnectCheck;
import io.mesher.net.pool.Connections;
import io.mesher.net.pool.NameResolver;
import io.mesher.net.pool.PoolCounters;
import io.mesher.net.pool.PoolSettings;
import io.mesher.net.pool.Secured;
import io.mesher.net.pool.UpstreamPool;
import io.mesher.net.pool.UpstreamProtocol;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The connection pools of one event loop, one per endpoint. Those that nothing uses are dropped now and then: with every
 * rolling restart come new addresses, and the old ones never come back. Event loop only.
 */
public final class UpstreamPools implements Upstreams {
    /** Few enough to be kept for ever. */
    private static final int ALWAYS_KEPT = 256;

    private final EventLoop loop;
    private final PoolSettings settings;
    private final UpstreamProtocol protocol;
    private final Function<String, Secured> tls;
    private final NameResolver resolver;
    private final PoolCounters counters = new PoolCounters();
    /** Of the class, not of its interface: docs/decisions/0005. */
    private final Map<Endpoint, UpstreamPool> pools = new HashMap<>();
    /** Twice what was left the last time, so that a new pool costs a look at two others on average. */
    private int sweepAt = ALWAYS_KEPT;

    /**
     * @param protocol what is spoken to all instances, of this loop
     * @param tls how connections to instances with a {@link Endpoint#tlsName} are secured, of this loop
     */
    public UpstreamPools(
            EventLoop loop,
            PoolSettings settings,
            UpstreamProtocol protocol,
            Function<String, Secured> tls,
            NameResolver resolver) {
        this.loop = loop;
        this.settings = settings;
        this.protocol = protocol;
        this.tls = tls;
        this.resolver = resolver;
    }

    /** Of all its pools. Any thread. */
    public PoolCounters counters() {
        return counters;
    }

    @Override
    public Connections to(Endpoint endpoint, long connectNanos) {
        UpstreamPool pool = pools.get(endpoint);
        if (pool == null) {
            if (pools.size() >= sweepAt) {
                dropUnused();
            }
            String prefix = endpoint.pathPrefix();
            UpstreamProtocol spoken = prefix.isEmpty() ? protocol : protocol.below(prefix);
            pool = new UpstreamPool(
                    loop, endpoint.host(), endpoint.port(), settings, spoken, secured(endpoint), resolver, counters);
            pools.put(endpoint, pool);
        }
        pool.connectNanos(connectNanos);
        return pool;
    }

    @Override
    public void check(Endpoint endpoint, long connectNanos, ConnectCheck.Answer answer) {
        ConnectCheck.begin(loop, secured(endpoint), resolver, endpoint.host(), endpoint.port(), connectNanos, answer);
    }

    private @Nullable Secured secured(Endpoint endpoint) {
        String name = endpoint.tlsName();
        return name == null ? null : tls.apply(name);
    }

    /** Without an open connection nobody waits for one either. */
    private void dropUnused() {
        pools.values().removeIf(pool -> pool.openConnections() == 0);
        sweepAt = Math.max(ALWAYS_KEPT, 2 * pools.size());
    }

    /** What there is at present, also pools without a connection. */
    public void forEach(BiConsumer<Endpoint, UpstreamPool> look) {
        pools.forEach(look);
    }

    int size() {
        return pools.size();
    }
}
