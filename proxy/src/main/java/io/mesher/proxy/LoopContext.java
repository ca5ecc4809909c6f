package io.mesher.proxy;

import io.mesher.core.balance.RoundRobin;
import io.mesher.core.catalog.Catalog;
import io.mesher.core.catalog.CatalogSnapshot;
import io.mesher.core.telemetry.LoopCounters;
import io.mesher.net.loop.EventLoop;
import java.util.HashMap;
import java.util.Map;

/** What all requests of one event loop share. */
public final class LoopContext {
    /** Counts requests whose service isn't known: names that callers make up must not grow the metrics. */
    private static final String UNKNOWN = "unknown";

    private final EventLoop loop;
    private final ProxySettings settings;
    private final Catalog catalog;
    private final LookupQueue lookups;
    private final Upstreams upstreams;
    private final LoopCounters counters;
    private final RoundRobin balancer;
    private final ReplayBudget replayBudget = new ReplayBudget();
    private final NameCache names = new NameCache();
    /** Those of services that are gone stay: they are no more than the services ever known, whose counters stay as well. */
    private final Map<String, Destination> destinations = new HashMap<>();

    public LoopContext(
            EventLoop loop,
            ProxySettings settings,
            Catalog catalog,
            Upstreams upstreams,
            LoopCounters counters,
            RoundRobin balancer) {
        this.loop = loop;
        this.settings = settings;
        this.catalog = catalog;
        this.lookups = new LookupQueue(
                loop,
                catalog,
                settings.waitingLookups(),
                settings.timeouts().lookup().toNanos());
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

    /** Who is where at present: read once per request, so that it sees one state. */
    public CatalogSnapshot snapshot() {
        return catalog.snapshot();
    }

    Catalog catalog() {
        return catalog;
    }

    LookupQueue lookups() {
        return lookups;
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
