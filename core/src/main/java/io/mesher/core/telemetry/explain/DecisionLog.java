package io.mesher.core.telemetry.explain;

import io.mesher.core.config.ExplainConfig;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The last decisions of one event loop: of all requests, and besides of those that failed or were slow, which others don't push
 * out. Decisions that are pushed out are used again, so that no request makes one. Event loop only.
 */
public final class DecisionLog {
    /** Spares, for as many requests under way at once; more are left to the collector. */
    private static final int MOST_FREE = 16;

    private final DecisionRing recent;
    private final DecisionRing remarkable;
    private final long slowNanos;
    private final @Nullable Decision[] free = new @Nullable Decision[MOST_FREE];
    private int freeCount;

    public DecisionLog(ExplainConfig config) {
        this.recent = new DecisionRing(config.recent());
        this.remarkable = new DecisionRing(config.remarkable());
        this.slowNanos = config.slow().toNanos();
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

    /** Its request has ended: it is kept, in place of the eldest. The caller has none any more. */
    public void end(Decision decision) {
        boolean remarked = decision.end().isFailure() || decision.end().duration() >= slowNanos;
        Decision eldest = (remarked ? remarkable : recent).add(decision);
        if (eldest != null && freeCount < MOST_FREE) {
            eldest.forget();
            free[freeCount++] = eldest;
        }
    }

    /**
     * Copies of those that are wanted, the latest of each kind first.
     *
     * @param most of each kind
     */
    public void copy(Predicate<Decision> wanted, int most, List<Decision> to) {
        remarkable.copy(wanted, most, to);
        recent.copy(wanted, most, to);
    }
}
