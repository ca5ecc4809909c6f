package io.mesher.control.metrics;

import io.mesher.control.metrics.PrometheusText.Kind;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/** Connections of callers and to instances, and the limits that they met. */
public final class ConnectionFamily implements MetricFamily {
    private static final String POOL = "mesher_pool_connections";
    private static final String CONNECTS = "mesher_pool_connects_total";

    private final Supplier<List<ListenerCounts>> listeners;
    private final Supplier<PoolCounts> pools;

    public ConnectionFamily(Supplier<List<ListenerCounts>> listeners, Supplier<PoolCounts> pools) {
        this.listeners = listeners;
        this.pools = pools;
    }

    @Override
    public void write(PrometheusText text) {
        List<ListenerCounts> all = listeners.get();
        if (!all.isEmpty()) {
            family(text, all, "mesher_connections", Kind.GAUGE, "Open connections of callers.", ListenerCounts::open);
            family(
                    text,
                    all,
                    "mesher_connections_accepted_total",
                    Kind.COUNTER,
                    "Connections of callers that were accepted.",
                    ListenerCounts::accepted);
            family(
                    text,
                    all,
                    "mesher_limit_connections_refused_total",
                    Kind.COUNTER,
                    "Connections of callers closed at once because the limit was reached.",
                    ListenerCounts::refused);
        }
        pools(pools.get(), text);
    }

    private static void family(
            PrometheusText text,
            List<ListenerCounts> all,
            String name,
            Kind kind,
            String help,
            ToLongFunction<ListenerCounts> value) {
        text.family(name, kind, help);
        for (ListenerCounts of : all) {
            text.sample(name, value.applyAsLong(of), new Label("listener", of.listener()));
        }
    }

    private static void pools(PoolCounts pools, PrometheusText text) {
        text.family(POOL, Kind.GAUGE, "Connections to instances.")
                .sample(POOL, Math.max(0, pools.open() - pools.idle()), new Label("state", "busy"))
                .sample(POOL, pools.idle(), new Label("state", "idle"))
                .sample(POOL, pools.connecting(), new Label("state", "connecting"));
        text.single(
                "mesher_pool_waiting",
                Kind.GAUGE,
                "Requests that wait for a connection to an instance.",
                pools.waiting());
        text.family(CONNECTS, Kind.COUNTER, "Attempts to connect to instances, by result.")
                .sample(CONNECTS, pools.opened(), new Label("result", "opened"))
                .sample(CONNECTS, pools.connectFailed(), new Label("result", "failed"))
                .sample(CONNECTS, pools.connectTimedOut(), new Label("result", "timeout"));
        text.single(
                "mesher_pool_reused_total", Kind.COUNTER, "Requests over a connection that was idle.", pools.reused());
        text.single(
                "mesher_pool_replaced_total",
                Kind.COUNTER,
                "Idle connections that the instance had closed just as they were used.",
                pools.replaced());
        text.single(
                "mesher_limit_waiting_refused_total",
                Kind.COUNTER,
                "Requests refused because too many waited for a connection.",
                pools.refused());
    }
}
