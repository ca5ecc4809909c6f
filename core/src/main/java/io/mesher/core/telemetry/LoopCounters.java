package io.mesher.core.telemetry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The counters of one event loop, by service. The owning loop writes; a scrape reads all loops' and adds them up. */
public final class LoopCounters {
    /** Of one service: route rules change for ever, counters stay. Subsets beyond are counted as if no rule had chosen. */
    static final int MAX_SUBSETS = 64;

    private final Map<String, ServiceCounters[]> services = new ConcurrentHashMap<>();

    private final InFlight inFlight = new InFlight();

    public LoopCounters() {}

    /** What is under way. */
    public InFlight inFlight() {
        return inFlight;
    }

    /**
     * Those of calls to a service for which no rule chose.
     *
     * @param service a name from the catalog, never one that a caller made up: each name lives for ever
     */
    public ServiceCounters of(String service) {
        return of(Direction.OUTGOING, service, "", "");
    }

    /**
     * The counters of these labels; allocates for new ones only. Of the owning loop.
     *
     * @param service as above; our own where the direction is incoming
     * @param app of the subset that a route rule chose; empty: none did
     * @param version likewise
     */
    public ServiceCounters of(Direction direction, String service, String app, String version) {
        ServiceCounters[] known = services.get(service);
        if (known != null) {
            for (ServiceCounters counters : known) {
                if (counters.is(direction, app, version)) {
                    return counters;
                }
            }
        }
        return known == null || known.length < MAX_SUBSETS || (app.isEmpty() && version.isEmpty())
                ? add(known, new ServiceCounters(direction, service, app, version))
                : of(direction, service, "", "");
    }

    private ServiceCounters add(ServiceCounters @Nullable [] known, ServiceCounters added) {
        ServiceCounters[] more = known == null ? new ServiceCounters[1] : Arrays.copyOf(known, known.length + 1);
        more[more.length - 1] = added;
        services.put(added.service(), more);
        return added;
    }

    /** How many requests were counted for a service; 0 for one that nobody called. Any thread. */
    public long requests(String service) {
        ServiceCounters[] known = services.get(service);
        long requests = 0;
        if (known != null) {
            for (ServiceCounters counters : known) {
                requests += counters.get(ServiceCounters.Count.REQUESTS);
            }
        }
        return requests;
    }

    /** The present counters, which go on counting. Any thread. */
    public List<ServiceCounters> all() {
        List<ServiceCounters> all = new ArrayList<>();
        for (ServiceCounters[] ofService : services.values()) {
            all.addAll(Arrays.asList(ofService));
        }
        return all;
    }
}
