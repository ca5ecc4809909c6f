package io.mesher.control.export;

/**
 * When the queue is looked at, and when what waits is sent. Looks are rare while little comes, so that an idle Mesher sleeps, and
 * frequent while much does, since the queue is short. Times are nanoseconds as {@code System.nanoTime}.
 */
final class SendingTimes {
    static final long SHORTEST_NANOS = 50_000_000L;
    static final long LONGEST_NANOS = 1_000_000_000L;

    private final int batchSize;
    private final long interval;
    private long between = SHORTEST_NANOS;
    private long due;

    /** @param interval after which fewer than a batch are sent */
    SendingTimes(int batchSize, long interval, long now) {
        this.batchSize = batchSize;
        this.interval = interval;
        this.due = now + interval;
    }

    boolean isDue(int waiting, long now) {
        return waiting >= batchSize || (waiting > 0 && now - due >= 0);
    }

    void sent(int spans, long now) {
        due = now + interval;
        if (spans >= batchSize) {
            between = SHORTEST_NANOS;
        }
    }

    /** Until the next look. */
    long afterLook(int waiting, long now) {
        boolean busy = waiting > 0 && waiting >= batchSize / 4;
        between = busy ? SHORTEST_NANOS : Math.min(2 * between, LONGEST_NANOS);
        return next(now);
    }

    long next(long now) {
        long untilDue = due - now;
        return Math.min(between, untilDue > 0 ? untilDue : interval);
    }
}
