package io.mesher.core.resilience;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * How many retries a service gets: a fifth of its requests of the last 10 s, and 3 per second. One for all event loops; costs
 * nothing but where a retry is wanted, since requests are counted anyway.
 *
 * <p>Between two looks at the count of requests, which are a second apart while retries are wanted, requests are taken to have
 * come evenly. Those before the first look count for nothing: nobody knows when they were. Whoever wants the first retries of
 * a busy service to be measured by its traffic calls {@link #seen} when the service is first used. All times are nanoseconds
 * as {@link System#nanoTime} gives them.
 */
public final class RetryBudget {
    /** One retry for so many requests. */
    private static final int REQUESTS_PER_RETRY = 5;

    private static final int PER_WINDOW = 30;

    private final AtomicReference<@Nullable RetrySample> last = new AtomicReference<>();

    private final AtomicLong taken = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();

    public RetryBudget() {}

    /** Looks at the count. Costs a read where it was looked at within the last second. */
    public void seen(long requests, long now) {
        RetrySample present = last.get();
        if (present == null || present.isOver(now)) {
            sample(present, requests, now);
        }
    }

    /**
     * Takes one retry.
     *
     * @param requests to the service so far, a count that only grows
     * @return whether there was one
     */
    public boolean take(long requests, long now) {
        while (true) {
            RetrySample present = sample(last.get(), requests, now);
            if (left(present, requests, now) < 1) {
                refused.incrementAndGet();
                return false;
            }
            if (last.compareAndSet(present, present.withRetry(now))) {
                taken.incrementAndGet();
                return true;
            }
        }
    }

    /** How many retries were taken so far. */
    public long taken() {
        return taken.get();
    }

    /** How many were wanted and not given so far. */
    public long refused() {
        return refused.get();
    }

    /** How many retries could be taken now. */
    public int left(long requests, long now) {
        RetrySample present = last.get();
        return present == null ? PER_WINDOW : left(present, requests, now);
    }

    private static int left(RetrySample present, long requests, long now) {
        // The loops read clock and counters at different times.
        long at = now - present.time() < 0 ? present.time() : now;
        long count = Math.max(requests, present.requests());
        long grown = PER_WINDOW + (long) (present.requestsOfWindow(count, at) / REQUESTS_PER_RETRY);
        return Math.clamp(grown - present.retriesOfWindow(at), 0, Integer.MAX_VALUE);
    }

    /** The sample that retries of now are counted in: the present one, or a new one, perhaps another thread's. */
    private RetrySample sample(@Nullable RetrySample present, long requests, long now) {
        if (present != null && !present.isOver(now)) {
            return present;
        }
        RetrySample next = RetrySample.after(present, requests, now);
        RetrySample other = last.compareAndExchange(present, next);
        return other == present || other == null ? next : other;
    }
}
