package io.mesher.core.resilience;

import io.mesher.core.config.BreakerPolicy;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stops calls to a service while most of them fail, by hystrix's rules, as in the original. One for all event loops, without a
 * lock: two loops may see a count that the other is just changing, so that it opens a call sooner or later.
 */
public final class CircuitBreaker {
    /** What comes of asking. */
    public enum Permit {
        ALLOWED,
        /** Open, but this call is the one that is tried. */
        PROBE,
        REFUSED
    }

    /** For people. */
    public enum State {
        CLOSED,
        OPEN,
        /** The one call is under way. */
        HALF_OPEN
    }

    private final RollingCounts counts = new RollingCounts();
    private final AtomicBoolean open = new AtomicBoolean();
    /** When it opened, or the last probe failed or was abandoned. Read only while {@link #open}. */
    private final AtomicLong waitsSince = new AtomicLong();

    private final AtomicBoolean probing = new AtomicBoolean();

    public CircuitBreaker() {}

    /** Whether a call may be made. Each that isn't REFUSED must be followed by {@link #ended} or {@link #abandoned}. */
    public Permit ask(BreakerPolicy policy, long now) {
        if (!policy.enabled()) {
            return Permit.ALLOWED;
        }
        if (policy.forceOpen()) {
            return Permit.REFUSED;
        }
        if (policy.forceClosed()) {
            return Permit.ALLOWED;
        }
        if (!isOpen(policy, now)) {
            return Permit.ALLOWED;
        }
        if (now - waitsSince.get() >= policy.sleepWindow().toNanos() && probing.compareAndSet(false, true)) {
            return Permit.PROBE;
        }
        counts.add(false, now);
        return Permit.REFUSED;
    }

    private boolean isOpen(BreakerPolicy policy, long now) {
        if (open.get()) {
            return true;
        }
        if (!tooManyFail(policy, now)) {
            return false;
        }
        if (!open.get()) {
            waitsSince.set(now);
            open.set(true);
        }
        return true;
    }

    private boolean tooManyFail(BreakerPolicy policy, long now) {
        long attempts = counts.attempts(now);
        return attempts >= policy.requestVolumeThreshold()
                && attempts > 0
                && Math.round(100.0 * counts.failures(now) / attempts) >= policy.errorThresholdPercentage();
    }

    /** The call's outcome. */
    public void ended(Permit permit, boolean failed, BreakerPolicy policy, long now) {
        if (permit == Permit.PROBE) {
            if (failed) {
                waitsSince.set(now);
            } else {
                counts.clear();
                open.set(false);
            }
            probing.set(false);
        } else if (policy.enabled()) {
            counts.add(failed, now);
        }
    }

    /** The call ended without telling anything of the service: the caller went away. Another may be the probe at once. */
    public void abandoned(Permit permit) {
        if (permit == Permit.PROBE) {
            probing.set(false);
        }
    }

    /** The isolation refused a call, which counts as a failure. */
    public void rejected(BreakerPolicy policy, long now) {
        if (policy.enabled()) {
            counts.add(true, now);
        }
    }

    public State state(BreakerPolicy policy, long now) {
        if (!policy.enabled() || (policy.forceClosed() && !policy.forceOpen())) {
            return State.CLOSED;
        }
        if (policy.forceOpen()) {
            return State.OPEN;
        }
        if (!open.get() && !tooManyFail(policy, now)) {
            return State.CLOSED;
        }
        return probing.get() ? State.HALF_OPEN : State.OPEN;
    }

    /** Calls of the last 10 s, refused ones too. */
    public long attempts(long now) {
        return counts.attempts(now);
    }

    /** Those of them that failed. */
    public long failures(long now) {
        return counts.failures(now);
    }
}
