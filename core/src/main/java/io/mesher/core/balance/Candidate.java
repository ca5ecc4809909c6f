package io.mesher.core.balance;

import io.mesher.core.catalog.Instance;
import io.mesher.core.config.EjectionPolicy;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One instance as balancers see it: how busy it is, how quick, and whether it is passed over. One for all event loops, without a
 * lock: what two loops find out at the same moment may count once.
 */
public final class Candidate {
    /** A probe of which nothing is heard is given up after this, and another may be made. */
    static final long PROBE_NANOS = 5_000_000_000L;

    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger failuresInRow = new AtomicInteger();
    private final AtomicLong probeUntil = new AtomicLong();
    private final Latency latency = new Latency();

    private final AtomicReference<@Nullable Ejection> ejection = new AtomicReference<>();

    private volatile Instance instance;
    private volatile boolean probing;
    private volatile Failing lastFailing = Failing.CONNECT;
    /** Why it isn't well by the health check; null: it is. */
    private volatile @Nullable String ill;
    /** Its last ejection that is over, and since when. */
    private volatile @Nullable Ejection past;

    private volatile long backAt;

    /**
     * Passed over.
     *
     * @param until then it may be tried again
     * @param nanos how long it is
     * @param times how often it was ejected of late, with this one
     */
    private record Ejection(long until, long nanos, int times) {}

    Candidate(Instance instance) {
        this.instance = instance;
    }

    /** As it is registered now. */
    public Instance instance() {
        return instance;
    }

    void instance(Instance present) {
        instance = present;
    }

    // --- load

    /** A request goes to it; {@link #ended} must follow. */
    public void began() {
        inFlight.incrementAndGet();
    }

    public void ended() {
        inFlight.decrementAndGet();
    }

    public int inFlight() {
        return inFlight.get();
    }

    /** @param latencyNanos from sending the request to the response head */
    public void responded(long latencyNanos, long now) {
        latency.add(latencyNanos, now);
    }

    Latency latency() {
        return latency;
    }

    int failuresInRow() {
        return failuresInRow.get();
    }

    // --- whether it is passed over

    boolean isWell() {
        return ejection.get() == null && ill == null;
    }

    boolean isEjected() {
        return ejection.get() != null;
    }

    boolean isUnhealthy() {
        return ill != null;
    }

    /**
     * Whether this request may be the one by which an ejected instance is tried again. Where it may, no other may for a while.
     *
     * @param repeatable whether it does no harm when it fails; after the same time again any request may be it
     */
    boolean takeProbe(boolean repeatable, long now) {
        Ejection present = ejection.get();
        if (present == null || ill != null || now - present.until < 0) {
            return false;
        }
        if (!repeatable && now - present.until < present.nanos) {
            return false;
        }
        long until = probeUntil.get();
        if (probing && now - until < 0) {
            return false;
        }
        if (!probeUntil.compareAndSet(until, now + PROBE_NANOS)) {
            return false;
        }
        probing = true;
        return true;
    }

    /** @return the failures in a row, with this one */
    int failed(Failing how) {
        lastFailing = how;
        return failuresInRow.incrementAndGet();
    }

    void succeeded() {
        if (failuresInRow.get() != 0) {
            failuresInRow.set(0);
        }
    }

    boolean isProbing() {
        return probing;
    }

    /** @return false when another thread did it just now */
    boolean eject(EjectionPolicy policy, long now) {
        if (!ejection.compareAndSet(null, next(past, policy, now))) {
            return false;
        }
        probing = false;
        return true;
    }

    /** The probe failed. */
    void ejectAgain(EjectionPolicy policy, long now) {
        Ejection present = ejection.get();
        if (present != null) {
            ejection.compareAndSet(present, ejection(present.times + 1, policy, now));
        }
        probing = false;
    }

    /** A time as long as the last ejection without another makes up for one earlier. */
    private Ejection next(@Nullable Ejection last, EjectionPolicy policy, long now) {
        long madeUp = last == null ? 0 : (now - backAt) / Math.max(1, last.nanos);
        return ejection(last == null ? 1 : (int) Math.max(0, last.times - madeUp) + 1, policy, now);
    }

    private static Ejection ejection(int times, EjectionPolicy policy, long now) {
        long nanos = Math.min(policy.longest().toNanos(), policy.duration().toNanos() * times);
        return new Ejection(now + nanos, nanos, times);
    }

    /** @return false when it wasn't ejected any more */
    boolean back(long now) {
        Ejection present = ejection.get();
        if (present == null || !ejection.compareAndSet(present, null)) {
            return false;
        }
        past = present;
        backAt = now;
        probing = false;
        failuresInRow.set(0);
        return true;
    }

    void health(boolean well, String why) {
        ill = well ? null : why;
    }

    // --- for people

    public CandidateStatus status(long now) {
        Ejection present = ejection.get();
        String illness = ill;
        int row = failuresInRow.get();
        CandidateStatus.State state = CandidateStatus.State.AVAILABLE;
        String reason = "";
        long remaining = 0;
        if (illness != null) {
            state = CandidateStatus.State.UNHEALTHY;
            reason = illness;
        } else if (present != null) {
            remaining = Math.max(0, present.until - now);
            state = remaining > 0 ? CandidateStatus.State.EJECTED : CandidateStatus.State.PROBING;
            reason = row + " failures in a row, the last: " + lastFailing.text();
        }
        return new CandidateStatus(
                state, reason, remaining, present == null ? 0 : present.times, row, inFlight.get(), latency.average());
    }
}
