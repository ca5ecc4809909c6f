package io.mesher.proxy;

import io.mesher.core.balance.RoundRobin;
import io.mesher.core.catalog.CatalogSnapshot;
import io.mesher.core.telemetry.LoopCounters;
import io.mesher.net.loop.EventLoop;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** What all requests of one event loop share. */
public final class LoopContext {
    /** Counts requests whose service isn't known: names that callers make up must not grow the metrics. */
    private static final String UNKNOWN = "unknown";

    private final EventLoop loop;
    private final ProxySettings settings;
    private final Supplier<CatalogSnapshot> catalog;
    private final Upstreams upstreams;
    private final LoopCounters counters;
    private final RoundRobin balancer;
    private final ReplayBudget replayBudget = new ReplayBudget();
    private final NameCache names = new NameCache();
    private final Map<String, Destination> destinations = new HashMap<>();

    /** @param catalog the present snapshot, read once per request */
    public LoopContext(
            EventLoop loop,
            ProxySettings settings,
            Supplier<CatalogSnapshot> catalog,
            Upstreams upstreams,
            LoopCounters counters,
            RoundRobin balancer) {
        this.loop = loop;
        this.settings = settings;
        this.catalog = catalog;
        this.upstreams = upstreams;
        this.counters = counters;
        this.balancer = balancer;
    }

    public EventLoop loop() {
        return loop;
    }

    public ProxySettings settings() {
        return settings;
    }

    public CatalogSnapshot catalog() {
        return catalog.get();
    }

    Upstreams upstreams() {
        return upstreams;
    }

    ReplayBudget replayBudget() {
        return replayBudget;
    }

    RoundRobin balancer() {
        return balancer;
    }

    /** The text of a byte range, usually without making a new String. */
    public String name(byte[] bytes, int from, int to) {
        return names.name(bytes, from, to);
    }

    /** @param service a name from the catalog or our own, never one that a caller made up */
    public Destination destination(String service) {
        Destination destination = destinations.get(service);
        if (destination == null) {
            destination = new Destination(
                    service,
                    counters.of(service),
                    settings.timeouts().responseOf(service).toNanos());
            destinations.put(service, destination);
        }
        return destination;
    }

    Destination unknownDestination() {
        return destination(UNKNOWN);
    }
}
