package io.mesher.core.telemetry;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The counters of one event loop, by service. The owning loop writes; a scrape reads all loops' and adds them up. */
public final class LoopCounters {
    private final Map<String, ServiceCounters> services = new ConcurrentHashMap<>();

    public LoopCounters() {}

    /** @param service a name from the catalog, never one that a caller made up: each name lives for ever */
    public ServiceCounters of(String service) {
        ServiceCounters counters = services.get(service);
        return counters != null ? counters : services.computeIfAbsent(service, _ -> new ServiceCounters());
    }

    /** How many requests were counted for a service; 0 for one that nobody called. Any thread. */
    public long requests(String service) {
        ServiceCounters counters = services.get(service);
        return counters == null ? 0 : counters.get(ServiceCounters.Count.REQUESTS);
    }

    /** A copy of the present names with their live counters. Any thread. */
    public Map<String, ServiceCounters> byService() {
        return Map.copyOf(services);
    }
}
