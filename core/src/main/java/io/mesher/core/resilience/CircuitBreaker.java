package io.mesher.core.resilience;

import io.mesher.core.config.BreakerPolicy;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Stops calls to a service while most of them fail, by hystrix's rules. One for all event loops.
 *
 * <p>Counts calls and failures of the last 10 s in buckets of one second, a call when it has ended. Whether to open is decided
 * when a call is asked for. What is refused counts as a call that didn't fail. All times are nanoseconds as {@link
 * System#nanoTime} gives them.
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

    /** A call that is tried and doesn't end, a stream, must not keep others from being tried; nor may they come at every ask. */
    private static final long MIN_PROBE_NANOS = 1_000_000_000L;

    private final AtomicReference<@Nullable BreakerPhase> phase = new AtomicReference<>();

    private final AtomicLong opened = new AtomicLong();
    private final AtomicLong shortCircuited = new AtomicLong();

    public CircuitBreaker() {}

    /** Whether a call may be made. Each that isn't REFUSED must be followed by {@link #ended} or {@link #abandoned}. */
    public Permit ask(BreakerPolicy policy, long now) {
        if (!policy.enabled()) {
            return Permit.ALLOWED;
        }
        BreakerPhase present = phase(now);
        Permit permit = policy.forceOpen()
                ? Permit.REFUSED
                : policy.forceClosed() ? Permit.ALLOWED : decide(present, policy, now);
        if (permit == Permit.REFUSED) {
            shortCircuited.incrementAndGet();
            present.counts().count(false, now);
        }
        return permit;
    }

    private Permit decide(BreakerPhase read, BreakerPolicy policy, long now) {
        BreakerPhase present = read;
        if (present.isOpen() && !present.isBy(policy)) {
            BreakerPhase closed = present.closed();
            if (!phase.compareAndSet(present, closed)) {
                return Permit.REFUSED;
            }
            present = closed;
        }
        if (present.isOpen()) {
            return isDue(present, policy, now) && phase.compareAndSet(present, present.probing(now))
                    ? Permit.PROBE
                    : Permit.REFUSED;
        }
        if (!present.counts().isBad(policy.requestVolumeThreshold(), policy.errorThresholdPercentage(), now)) {
            return Permit.ALLOWED;
        }
        if (phase.compareAndSet(present, present.open(policy, now))) {
            opened.incrementAndGet();
        }
        return Permit.REFUSED;
    }

    private static boolean isDue(BreakerPhase open, BreakerPolicy policy, long now) {
        long sleep = policy.sleepWindow().toNanos();
        return switch (open.step()) {
            case CLOSED -> false;
            case OPEN -> now - open.since() >= sleep;
            case DUE -> true;
            case PROBING -> now - open.since() >= Math.max(sleep, MIN_PROBE_NANOS);
        };
    }

    /** The call's outcome. */
    public void ended(Permit permit, boolean failed, BreakerPolicy policy, long now) {
        if (!policy.enabled()) {
            abandoned(permit);
            return;
        }
        BreakerPhase present = phase(now);
        if (permit != Permit.PROBE || !present.isOpen()) {
            present.counts().count(failed, now);
        } else if (failed) {
            present.counts().count(true, now);
            if (present.step() == BreakerPhase.Step.PROBING) {
                phase.compareAndSet(present, present.open(now));
            }
        } else {
            phase.compareAndSet(present, BreakerPhase.begin(now));
        }
    }

    /** The call ended without telling anything of the service: the caller went away. The next may be tried in its stead. */
    public void abandoned(Permit permit) {
        BreakerPhase present = phase.get();
        if (permit == Permit.PROBE && present != null && present.step() == BreakerPhase.Step.PROBING) {
            phase.compareAndSet(present, present.due());
        }
    }

    /** The isolation refused a call, which counts as a failure. Its permit is {@linkplain #abandoned given back} beside. */
    public void rejected(long now) {
        BreakerPhase present = phase.get();
        if (present != null) {
            present.counts().count(true, now);
        }
    }

    /** As the last ask left it: it opens when a call is asked for. */
    public State state(BreakerPolicy policy) {
        BreakerPhase present = phase.get();
        if (!policy.enabled()) {
            return State.CLOSED;
        }
        if (policy.forceOpen()) {
            return State.OPEN;
        }
        if (policy.forceClosed() || present == null || !present.isOpen()) {
            return State.CLOSED;
        }
        return present.step() == BreakerPhase.Step.PROBING ? State.HALF_OPEN : State.OPEN;
    }

    /** How often it opened so far. A probe that failed leaves it open: that doesn't count. */
    public long opened() {
        return opened.get();
    }

    /** How many calls it refused so far. */
    public long shortCircuited() {
        return shortCircuited.get();
    }

    private BreakerPhase phase(long now) {
        BreakerPhase present = phase.get();
        if (present != null) {
            return present;
        }
        BreakerPhase first = BreakerPhase.begin(now);
        BreakerPhase other = phase.compareAndExchange(null, first);
        return other == null ? first : other;
    }
}
