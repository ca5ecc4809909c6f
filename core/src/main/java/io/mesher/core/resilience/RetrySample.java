package io.mesher.core.resilience;

import org.jspecify.annotations.Nullable;

/**
 * A look at the count of requests, and the retries of the second after it.
 *
 * @param lastRetry when the last of them was taken
 * @param before the look before, a second ago or more; null where it says nothing of the last 10 s any more
 */
record RetrySample(
        long time,
        long requests,
        int retries,
        long lastRetry,
        @Nullable RetrySample before) {
    private static final long SECOND = 1_000_000_000L;
    static final long WINDOW = 10 * SECOND;

    /** @param requests perhaps read before the last one's: never less counts */
    static RetrySample after(@Nullable RetrySample last, long requests, long now) {
        return last == null
                ? new RetrySample(now, requests, 0, now, null)
                : new RetrySample(now, Math.max(requests, last.requests), 0, now, last.kept(now));
    }

    /** Without those that say nothing of the window: 11 at most are kept. */
    private RetrySample kept(long now) {
        if (before == null || now - time >= WINDOW) {
            return before == null ? this : new RetrySample(time, requests, retries, lastRetry, null);
        }
        return new RetrySample(time, requests, retries, lastRetry, before.kept(now));
    }

    /** Whether its second is. */
    boolean isOver(long now) {
        return now - time >= SECOND;
    }

    RetrySample withRetry(long now) {
        long latest = now - lastRetry > 0 ? now : lastRetry;
        return new RetrySample(time, requests, retries + 1, latest, before);
    }

    /** No fewer than there were: those of a second count as long as the last of them does. */
    long retriesOfWindow(long now) {
        long sum = 0;
        for (RetrySample sample = this; sample != null; sample = sample.before) {
            if (now - sample.lastRetry < WINDOW) {
                sum += sample.retries;
            }
        }
        return sum;
    }

    /** @param count of now */
    double requestsOfWindow(long count, long now) {
        long laterTime = now;
        long laterRequests = count;
        for (RetrySample sample = this; sample != null; sample = sample.before) {
            long age = now - sample.time;
            if (age >= WINDOW) {
                // The window began between this look and the later one.
                double share = (double) (laterTime - (now - WINDOW)) / (laterTime - sample.time);
                return count - laterRequests + share * (laterRequests - sample.requests);
            }
            laterTime = sample.time;
            laterRequests = sample.requests;
        }
        return count - laterRequests;
    }
}
