package io.mesher.net.client;

import io.mesher.net.loop.EventLoop;
import io.mesher.net.pool.NameResolver;
import io.mesher.net.pool.PoolCounters;
import io.mesher.net.websocket.WebSocketListener;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes calls over pooled connections of one event loop. Event loop only, but for the constructor. */
public final class PooledCaller implements Caller, AutoCloseable {
    private final EventLoop loop;
    private final CallerSettings settings;
    private final ServerPools pools;
    private final Set<PooledCall> underWay = new LinkedHashSet<>();
    private boolean closed;

    /** @param resolver stays the maker's to close */
    public PooledCaller(EventLoop loop, NameResolver resolver, CallerSettings settings) {
        this.loop = loop;
        this.settings = settings;
        this.pools = new ServerPools(loop, resolver, settings);
    }

    /** Of all its connections. Any thread. */
    public PoolCounters counters() {
        return pools.counters();
    }

    @Override
    public Call call(CallRequest request, CallListener listener) {
        return begin(request, listener, null);
    }

    @Override
    public Call webSocket(CallRequest request, WebSocketListener listener) {
        Upgrade upgrade = new Upgrade(loop, listener, settings.maxResponseBytes());
        return begin(request, upgrade, upgrade);
    }

    private Call begin(CallRequest request, CallListener listener, @Nullable Upgrade upgrade) {
        PooledCall call = new PooledCall(this, request, listener, upgrade);
        underWay.add(call);
        call.begin();
        return call;
    }

    EventLoop loop() {
        return loop;
    }

    CallerSettings settings() {
        return settings;
    }

    ServerPools pools() {
        return pools;
    }

    boolean isClosed() {
        return closed;
    }

    void onOver(PooledCall call) {
        underWay.remove(call);
    }

    /**
     * Calls under way end and their listeners hear nothing more; later ones fail. Open WebSockets stay: whoever opened them
     * closes them.
     */
    @Override
    public void close() {
        closed = true;
        List.copyOf(underWay).forEach(PooledCall::cancel);
        pools.closeIdle();
    }
}
