package io.mesher.control.health;

import io.mesher.core.config.HealthCheckPolicy;
import io.mesher.core.config.PolicyTable;
import io.mesher.core.config.ServicePolicy;
import io.mesher.core.resilience.ServiceState;
import io.mesher.core.resilience.ServiceStates;
import io.mesher.net.loop.EventLoop;
import io.mesher.net.loop.Recurring;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * Checks every instance of each service that was called and whose policy says so, and takes it out and back in. Instances begin
 * as healthy. Looks for what is due every second, or as often as the shortest interval asks; not at all while no policy is enabled.
 */
public final class HealthChecker implements AutoCloseable {
    private static final long LONGEST_TICK_NANOS = 1_000_000_000L;

    /** About what a timer's wheel can tell apart. */
    private static final long SHORTEST_TICK_NANOS = 20_000_000L;

    private final EventLoop loop;
    private final ServiceStates states;
    private final Supplier<PolicyTable> policies;
    private final CheckQueue queue;
    private final Map<String, ServiceChecks> checks = new HashMap<>();
    private final Recurring rounds;

    /**
     * @param policies asked each round, on the loop
     */
    public HealthChecker(CheckNetwork network, ServiceStates states, Supplier<PolicyTable> policies) {
        this.loop = network.loop();
        this.states = states;
        this.policies = policies;
        this.queue = new CheckQueue(network);
        this.rounds = new Recurring(loop, this::round);
    }

    /** The policies may be others now, or are looked at for the first time. Any thread. */
    public void changed() {
        rounds.soon();
    }

    private void round() {
        PolicyTable table = policies.get();
        long now = loop.now();
        for (ServiceState state : states.all()) {
            round(state, table.of(state.service()).healthCheck(), now);
        }
        queue.begin();
        long interval = shortestInterval(table);
        if (interval > 0) {
            rounds.after(Math.clamp(interval, SHORTEST_TICK_NANOS, LONGEST_TICK_NANOS));
        } else {
            rounds.pause();
        }
    }

    private void round(ServiceState state, HealthCheckPolicy policy, long now) {
        ServiceChecks present = checks.get(state.service());
        if (policy.enabled()) {
            if (present == null) {
                present = new ServiceChecks(state, queue, ThreadLocalRandom.current());
                checks.put(state.service(), present);
            }
            present.round(policy, now);
        } else if (present != null) {
            checks.remove(state.service());
            present.end();
        }
    }

    /** In nanoseconds; 0 when nothing is enabled. */
    private static long shortestInterval(PolicyTable table) {
        long shortest = shorter(Long.MAX_VALUE, table.forOthers());
        for (ServicePolicy policy : table.byService().values()) {
            shortest = shorter(shortest, policy);
        }
        return shortest == Long.MAX_VALUE ? 0 : shortest;
    }

    private static long shorter(long nanos, ServicePolicy policy) {
        HealthCheckPolicy check = policy.healthCheck();
        return check.enabled() ? Math.min(nanos, check.interval().toNanos()) : nanos;
    }

    /** No checks any more; what they found stays. Any thread. */
    @Override
    public void close() {
        rounds.close();
        loop.execute(() -> checks.values().forEach(ServiceChecks::cancel));
    }
}
