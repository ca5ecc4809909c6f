package io.mesher.control.health;

import io.mesher.core.balance.Candidate;
import io.mesher.core.config.HealthCheckPolicy;
import io.mesher.core.resilience.ServiceState;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.random.RandomGenerator;

/** The checks of one service's instances. */
final class ServiceChecks {
    private final ServiceState state;
    private final CheckQueue queue;
    private final RandomGenerator random;
    private final Map<Candidate, InstanceCheck> checks = new HashMap<>();
    private int rounds;

    ServiceChecks(ServiceState state, CheckQueue queue, RandomGenerator random) {
        this.state = state;
        this.queue = queue;
        this.random = random;
    }

    /** Queues what is due, by the policy of now. */
    void round(HealthCheckPolicy policy, long now) {
        rounds++;
        long interval = policy.interval().toNanos();
        for (Candidate candidate : state.candidates().all()) {
            InstanceCheck check = checks.get(candidate);
            if (check == null) {
                // Anywhere in the interval, so that the instances of a service aren't asked all at once.
                long due = now + (long) ((double) interval * random.nextDouble());
                check = new InstanceCheck(state.service(), state.candidates(), candidate, policy, due);
                checks.put(candidate, check);
            }
            check.seen(rounds, policy, now + interval + interval / 10);
            if (check.isDue(now)) {
                // A tenth more or less, so that several Meshers don't stay in step.
                check.next(now + (long) ((double) interval * (0.9 + 0.2 * random.nextDouble())));
                queue.add(check);
            }
        }
        forget();
    }

    private void forget() {
        for (Iterator<InstanceCheck> all = checks.values().iterator(); all.hasNext(); ) {
            InstanceCheck check = all.next();
            if (check.lastSeen() != rounds) {
                check.cancel();
                all.remove();
            }
        }
    }

    /** The service isn't checked any more: as if it had never been. */
    void end() {
        checks.values().forEach(InstanceCheck::end);
    }

    void cancel() {
        checks.values().forEach(InstanceCheck::cancel);
    }
}
