package io.mesher.control.metrics;

import io.mesher.core.telemetry.Direction;
import io.mesher.core.telemetry.LoopCounters;
import io.mesher.core.telemetry.ServiceCounters;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The event loops' counters for CSE Mesher's circuits, added up at one moment by direction and service. */
final class CircuitTallies {
    private final SortedMap<String, ServiceSums> outgoing = new TreeMap<>();
    private final SortedMap<String, ServiceSums> incoming = new TreeMap<>();

    private CircuitTallies() {}

    static CircuitTallies of(List<LoopCounters> loops) {
        CircuitTallies tallies = new CircuitTallies();
        for (LoopCounters loop : loops) {
            loop.all().forEach(tallies::add);
        }
        return tallies;
    }

    private void add(ServiceCounters counters) {
        of(counters.direction())
                .computeIfAbsent(counters.service(), _ -> new ServiceSums())
                .add(counters);
    }

    /** By service. */
    SortedMap<String, ServiceSums> of(Direction direction) {
        return direction == Direction.OUTGOING ? outgoing : incoming;
    }
}
