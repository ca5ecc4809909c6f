package io.mesher.core.telemetry.explain;

import io.mesher.core.balance.PickNotes;
import io.mesher.core.config.ExplainConfig;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The last decisions of one event loop: of all requests, and besides of those that failed or were slow, which others don't push
 * out. Decisions that are pushed out are used again, so that no request makes one. Event loop only.
 */
public final class DecisionLog {
    /** Spares, some 500 bytes each: as many requests may be under way that need one; more are left to the collector. */
    private static final int MAX_FREE = 256;

    private static final long PAUSE_NANOS = 1_000_000;

    private final DecisionRing recent;
    private final DecisionRing remarkable;
    private final long slowNanos;
    private final @Nullable Decision[] free = new @Nullable Decision[MAX_FREE];
    private int freeCount;
    private PickNotes pick = new PickNotes();
    private final int max;
    /** From when on the next ordinary one is kept; as far behind the present as there may come at once. */
    private long nextAt = Long.MIN_VALUE / 2;

    public DecisionLog(ExplainConfig config) {
        this.recent = new DecisionRing(config.recent());
        this.remarkable = new DecisionRing(config.remarkable());
        this.slowNanos = config.slow().toNanos();
        this.max = Math.max(1, config.recent());
    }

    /** An empty one, the caller's until {@link #end}. */
    public Decision begin() {
        if (freeCount == 0) {
            return new Decision();
        }
        Decision next = free[--freeCount];
        free[freeCount] = null;
        return next == null ? new Decision() : next;
    }

    /** Where a pick is noted, until it is known whether there is more to say of it than how many candidates there were. */
    public PickNotes pick() {
        return pick;
    }

    /**
     * Moves what is noted of the last pick into a decision.
     *
     * @param before how many attempts there were already
     */
    public void movePick(Decision to, int before) {
        pick = to.pick(before, pick);
    }

    /** Whether a request is one of those that others don't push out: it failed or was slow. */
    public boolean isRemarkable(boolean failed, long duration) {
        return failed || duration >= slowNanos;
    }

    /**
     * Whether what was noted of a request is to be completed and {@linkplain #end kept}; else {@linkplain #giveBack given back}. All
     * {@linkplain #isRemarkable remarkable} ones are. Of the others as many as there is room for, and then one in a millisecond: more
     * would push each other out before anybody can read them.
     *
     * @param now nanoseconds of the loop's clock
     */
    public boolean keeps(boolean remarkable, long now) {
        if (remarkable) {
            return true;
        }
        if (now - nextAt >= PAUSE_NANOS * max) {
            nextAt = now - PAUSE_NANOS * (max - 1);
        }
        if (now - nextAt < 0) {
            return false;
        }
        nextAt += PAUSE_NANOS;
        return true;
    }

    /** It isn't kept, and used again. */
    public void giveBack(Decision decision) {
        if (freeCount < MAX_FREE) {
            decision.forget();
            free[freeCount++] = decision;
        }
    }

    /** Its request has ended: it is kept, in place of the oldest. The caller has none any more. */
    public void end(Decision decision, boolean isRemarkable) {
        Decision oldest = (isRemarkable ? remarkable : recent).add(decision);
        if (oldest != null) {
            giveBack(oldest);
        }
    }

    /**
     * Copies of those that are wanted, the latest of each kind first.
     *
     * @param max of each kind
     */
    public void copy(Predicate<Decision> wanted, int max, List<Decision> to) {
        remarkable.copy(wanted, max, to);
        recent.copy(wanted, max, to);
    }
}
