package io.mesher.core.telemetry.metrics;

import io.mesher.base.Tally;
import io.mesher.core.balance.Failing;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/** What one event loop counted of a series. Written by that loop; read by any thread. */
final class SeriesCell {
    private static final int WAYS_TO_FAIL = Failing.values().length;
    private static final VarHandle LAST_USED;

    static {
        try {
            LAST_USED = MethodHandles.lookup().findVarHandle(SeriesCell.class, "lastUsed", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Few: a status class with a reason; reasons are Mesher's own codes. Replaced as a whole, so that readers need no lock. */
    private volatile EndedRequests[] outcomes = {};

    /** Retries by the way in which it had failed. */
    private final Tally retries = new Tally(WAYS_TO_FAIL);

    private long lastUsed;

    SeriesCell(long now) {
        LAST_USED.setOpaque(this, now);
    }

    void record(int statusClass, String reason, long durationNanos, long now) {
        outcome(statusClass, reason).times().record(durationNanos);
        LAST_USED.setOpaque(this, now);
    }

    private EndedRequests outcome(int statusClass, String reason) {
        EndedRequests[] present = outcomes;
        for (EndedRequests outcome : present) {
            if (outcome.is(statusClass, reason)) {
                return outcome;
            }
        }
        EndedRequests fresh = new EndedRequests(statusClass, reason, new Histogram(Buckets.REQUEST));
        EndedRequests[] more = Arrays.copyOf(present, present.length + 1);
        more[present.length] = fresh;
        outcomes = more;
        return fresh;
    }

    void retried(Failing how, int times) {
        retries.add(how.ordinal(), times);
    }

    long lastUsed() {
        return (long) LAST_USED.getOpaque(this);
    }

    void addTo(SeriesCounts sums) {
        for (EndedRequests outcome : outcomes) {
            outcome.times().addTo(sums.times(outcome.statusClass(), outcome.reason()));
        }
        for (int i = 0; i < WAYS_TO_FAIL; i++) {
            sums.addRetries(i, retries.get(i));
        }
    }
}
