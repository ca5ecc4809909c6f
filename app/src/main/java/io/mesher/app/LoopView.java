package io.mesher.app;

import io.mesher.control.admin.source.LoopConnections;
import io.mesher.net.listen.TcpListener;
import io.mesher.net.loop.EventLoop;
import io.mesher.proxy.UpstreamPools;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** What one event loop has of connections. On that loop. */
record LoopView(EventLoop loop, Listeners listeners, UpstreamPools upstreams) implements IntFunction<LoopConnections> {
    @Override
    public LoopConnections apply(int max) {
        List<LoopConnections.ToListener> from = new ArrayList<>();
        int left = max;
        left -= add(from, "incoming", listeners.incoming(), left);
        left -= add(from, "outgoing", listeners.outgoing(), left);
        add(from, "admin", listeners.admin(), left);
        List<LoopConnections.Pool> pools = new ArrayList<>();
        int[] count = new int[1];
        upstreams.forEach((endpoint, pool) -> {
            count[0]++;
            if (pools.size() < max) {
                pools.add(new LoopConnections.Pool(
                        endpoint.authority(), pool.openConnections(), pool.idleConnections(), pool.waitingRequests()));
            }
        });
        return new LoopConnections(from, count[0], pools);
    }

    /** Returns how many it listed. */
    private int add(List<LoopConnections.ToListener> all, String name, @Nullable TcpListener listener, int max) {
        if (listener == null) {
            return 0;
        }
        LoopConnections.ToListener added =
                new LoopConnections.ToListener(name, listener.openConnections(loop), listener.look(loop, max));
        all.add(added);
        return added.listed().size();
    }
}
