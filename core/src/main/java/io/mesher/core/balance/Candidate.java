package io.mesher.core.balance;

import io.mesher.core.catalog.Instance;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One instance as balancers see it: how busy it is, how quick, and whether it is passed over. One for all event loops, without a
 * lock: what two loops find out at the same moment may count once.
 */
public final class Candidate {
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger failuresInRow = new AtomicInteger();
    private final AtomicReference<Standing> standing = new AtomicReference<>(Standing.NEW);
    private final Latency latency = new Latency();

    private volatile Instance instance;
    /** Set where its clock is ahead of ours. */
    private volatile @Nullable Listed listed;
    /** What loops make of it is the same, so each may set it. */
    private @Nullable SessionName sessionName;

    private record Listed(long registeredAt, long since) {}

    private record SessionName(String id, String name) {}

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

    /** What the cookie of its sessions says; of the id, which another registration of the same endpoint changes. */
    String sessionName() {
        String id = instance.id();
        SessionName known = sessionName;
        if (known == null || !known.id.equals(id)) {
            known = new SessionName(id, StickySession.nameOf(id));
            sessionName = known;
        }
        return known.name;
    }

    /**
     * When it was first listed with this time of registration, which is ahead of our clock: by itself it would begin again with
     * each list.
     */
    long listedSince(long registeredAt, long now) {
        Listed known = listed;
        if (known == null || known.registeredAt != registeredAt) {
            known = new Listed(registeredAt, now);
            listed = known;
        }
        return known.since;
    }

    /** Likewise, without beginning it. */
    long seenListedSince(long registeredAt, long now) {
        Listed known = listed;
        return known == null || known.registeredAt != registeredAt ? now : known.since;
    }

    // --- load

    /** A request goes to it; {@link #ended} must follow. */
    public void began() {
        inFlight.incrementAndGet();
    }

    /** The request is over, or its caller gone; what came of it was told before. */
    public void ended() {
        if (inFlight.decrementAndGet() == 0) {
            Standing present = standing.get();
            if (present.kind() == Standing.Kind.PROBING) {
                standing.compareAndSet(present, present.unheard());
            }
        }
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

    // --- failures

    int failuresInRow() {
        return failuresInRow.get();
    }

    /** @return the failures in a row, with this one */
    int failed() {
        return failuresInRow.incrementAndGet();
    }

    void succeeded() {
        if (failuresInRow.get() != 0) {
            failuresInRow.set(0);
        }
    }

    // --- whether it is passed over

    Standing standing() {
        return standing.get();
    }

    /** By {@link Candidates} only, which counts them. */
    boolean change(Standing from, Standing to) {
        return standing.compareAndSet(from, to);
    }

    boolean isWell() {
        return standing.get().isWell();
    }

    /** Whether no connection to it could be had, the last time that somebody tried. */
    public boolean isUnreachable() {
        return standing.get().isUnreachable();
    }

    /**
     * Whether this request is the one by which an ejected instance is tried again. Where it is, no other is for a while, with one
     * exception: {@link #began} is a second step, and where the last request from before the ejection ends between the two, another
     * probe may follow at once. It does no harm; to exclude it would cost every request a look at the standing.
     */
    boolean takeProbe(boolean repeatable, long now) {
        Standing present = standing.get();
        return present.mayProbe(repeatable, now) && standing.compareAndSet(present, present.probe(now));
    }

    // --- for people

    public CandidateStatus status(long now) {
        Standing present = standing.get();
        CandidateStatus.State state = CandidateStatus.State.AVAILABLE;
        long remaining = 0;
        if (present.isUnhealthy()) {
            state = CandidateStatus.State.UNHEALTHY;
        } else if (present.isUnreachable()) {
            state = CandidateStatus.State.UNREACHABLE;
        } else if (present.isEjected()) {
            remaining = Math.max(0, present.at() - now);
            state = remaining > 0 ? CandidateStatus.State.EJECTED : CandidateStatus.State.PROBING;
        }
        return new CandidateStatus(
                state,
                present.why(),
                remaining,
                present.timesOfLate(now),
                failuresInRow.get(),
                inFlight.get(),
                latency.average());
    }
}
