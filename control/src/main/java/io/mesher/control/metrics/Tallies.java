package io.mesher.control.metrics;

import io.mesher.core.telemetry.Direction;
import io.mesher.core.telemetry.LoopCounters;
import io.mesher.core.telemetry.ServiceCounters;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The event loops' counters, added up at one moment: by the original's labels, and for its circuits by service and direction. */
final class Tallies {
    private final SortedMap<CompatKey, ServiceSums> all = new TreeMap<>();
    private final SortedMap<String, ServiceSums> outgoing = new TreeMap<>();
    private final SortedMap<String, ServiceSums> incoming = new TreeMap<>();

    private Tallies() {}

    static Tallies of(List<LoopCounters> loops) {
        Tallies tallies = new Tallies();
        for (LoopCounters loop : loops) {
            loop.all().forEach(tallies::add);
        }
        return tallies;
    }

    private void add(ServiceCounters counters) {
        all.computeIfAbsent(CompatKey.of(counters), _ -> new ServiceSums()).add(counters);
        circuits(counters.direction())
                .computeIfAbsent(counters.service(), _ -> new ServiceSums())
                .add(counters);
    }

    SortedMap<CompatKey, ServiceSums> all() {
        return all;
    }

    SortedMap<String, ServiceSums> circuits(Direction direction) {
        return direction == Direction.OUTGOING ? outgoing : incoming;
    }
}
