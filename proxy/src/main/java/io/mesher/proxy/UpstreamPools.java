package io.mesher.proxy;

import io.mesher.core.catalog.Endpoint;
import io.mesher.net.loop.EventLoop;
import io.mesher.net.pool.Connections;
import io.mesher.net.pool.NameResolver;
import io.mesher.net.pool.PoolSettings;
import io.mesher.net.pool.UpstreamPool;
import java.util.HashMap;
import java.util.Map;

/** The connection pools of one event loop, one per endpoint that was ever dialled. */
public final class UpstreamPools implements Upstreams {
    private final EventLoop loop;
    private final PoolSettings settings;
    private final NameResolver resolver;
    /** Of the class, not of its interface: C1 finds out by a search whether an object is of an interface. */
    private final Map<Endpoint, UpstreamPool> pools = new HashMap<>();

    public UpstreamPools(EventLoop loop, PoolSettings settings, NameResolver resolver) {
        this.loop = loop;
        this.settings = settings;
        this.resolver = resolver;
    }

    @Override
    public Connections to(Endpoint endpoint) {
        UpstreamPool pool = pools.get(endpoint);
        if (pool == null) {
            pool = new UpstreamPool(loop, endpoint.host(), endpoint.port(), settings, resolver);
            pools.put(endpoint, pool);
        }
        return pool;
    }
}
