package io.mesher.control.health;

import io.mesher.core.balance.Candidate;
import io.mesher.core.balance.Candidates;
import io.mesher.core.catalog.Endpoint;
import io.mesher.core.config.HealthCheckPolicy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the checks of one instance found, and the one that waits or is under way: never two. */
final class InstanceCheck {
    private static final Logger log = LoggerFactory.getLogger(InstanceCheck.class);

    private final String service;
    private final Candidates candidates;
    private final Candidate candidate;
    private final HealthState standing = new HealthState();
    private HealthCheckPolicy policy;
    private long due;
    private int lastSeen;
    private boolean busy;
    private boolean over;
    private @Nullable Probe probe;

    InstanceCheck(String service, Candidates candidates, Candidate candidate, HealthCheckPolicy policy, long due) {
        this.service = service;
        this.candidates = candidates;
        this.candidate = candidate;
        this.policy = policy;
        this.due = due;
    }

    /** @param latest when it is due at last, since the interval may have become shorter */
    void seen(int round, HealthCheckPolicy present, long latest) {
        lastSeen = round;
        policy = present;
        due = due - latest > 0 ? latest : due;
    }

    int lastSeen() {
        return lastSeen;
    }

    boolean isDue(long now) {
        return !busy && now - due >= 0;
    }

    void next(long time) {
        due = time;
        busy = true;
    }

    /** False when there is nobody to check any more. */
    boolean begin(CheckNetwork network, Runnable onEnd) {
        if (over) {
            return false;
        }
        ProbeTarget target = ProbeTarget.of(candidate.instance().endpoint(), service, policy);
        Probe started = new Probe(network, target, bad -> {
            probe = null;
            busy = false;
            if (!over) {
                found(bad);
            }
            onEnd.run();
        });
        probe = started;
        started.begin();
        return true;
    }

    private void found(String bad) {
        if (standing.found(bad.isEmpty(), policy.healthyThreshold(), policy.unhealthyThreshold())) {
            tell(bad);
        }
    }

    private void tell(String bad) {
        Endpoint endpoint = candidate.instance().endpoint();
        if (standing.isWell()) {
            candidates.health(candidate, true, "");
            log.info("service {}: instance {} is healthy again", service, endpoint);
        } else {
            candidates.health(candidate, false, "health check: " + bad);
            log.info("service {}: instance {} is unhealthy and gets no requests: {}", service, endpoint, bad);
        }
    }

    /** Stops checking; the instance counts as healthy. */
    void end() {
        cancel();
        if (!standing.isWell()) {
            candidates.health(candidate, true, "");
            Endpoint endpoint = candidate.instance().endpoint();
            log.info("service {}: instance {} is treated as healthy: it is no longer checked", service, endpoint);
        }
    }

    void cancel() {
        over = true;
        Probe present = probe;
        if (present != null) {
            present.cancel();
        }
    }
}
