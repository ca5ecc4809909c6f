package io.mesher.core.resilience;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * How many retries a service gets: a fifth of its requests of the last 10 s, and 3 per second. One for all event loops. Requests
 * are counted elsewhere anyway: it is told how many there were about once a second, and when a retry is wanted.
 *
 * <p>The last 10 s are kept in steps of a second, so a retry counts for 9 to 10 s.
 */
public final class RetryBudget {
    private static final int SECONDS = 10;
    private static final long SECOND = 1_000_000_000;
    private static final int PER_SECOND = 3;
    private static final int REQUESTS_PER_RETRY = 5;

    /**
     * What happened up to a moment. Immutable: several loops may take at once.
     *
     * @param second the present one
     * @param requests the count of requests when each of the last seconds began, the present one first
     * @param retries taken in each of them
     */
    @SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
    private record Window(long second, long[] requests, int[] retries) {
        private static Window startingAt(long second, long requests) {
            long[] base = new long[SECONDS];
            Arrays.fill(base, requests);
            return new Window(second, base, new int[SECONDS]);
        }

        /** The seconds that have passed since are empty. */
        private Window at(long now, long count) {
            long passed = now - second;
            if (passed <= 0) {
                return this;
            }
            long[] newRequests = new long[SECONDS];
            int[] newRetries = new int[SECONDS];
            for (int i = 0; i < SECONDS; i++) {
                long old = i - passed;
                newRequests[i] = old < 0 ? count : requests[(int) old];
                newRetries[i] = old < 0 ? 0 : retries[(int) old];
            }
            return new Window(now, newRequests, newRetries);
        }

        private int left(long count) {
            int taken = 0;
            for (int retry : retries) {
                taken += retry;
            }
            long fresh = Math.max(0, count - requests[SECONDS - 1]);
            return (int) Math.min(Integer.MAX_VALUE, fresh / REQUESTS_PER_RETRY + PER_SECOND * SECONDS - taken);
        }

        private Window taking() {
            int[] newRetries = retries.clone();
            newRetries[0]++;
            return new Window(second, requests, newRetries);
        }
    }

    private final AtomicReference<@Nullable Window> window = new AtomicReference<>();

    public RetryBudget() {}

    /** @param requests to the service so far, a count that only grows */
    public void observe(long requests, long now) {
        Window seen = window.get();
        // Another loop that is quicker has told the same.
        window.compareAndSet(seen, present(seen, requests, now));
    }

    /**
     * Takes one retry.
     *
     * @param requests as for {@link #observe}
     * @return whether there was one
     */
    public boolean take(long requests, long now) {
        while (true) {
            Window seen = window.get();
            Window present = present(seen, requests, now);
            if (present.left(requests) <= 0) {
                return false;
            }
            if (window.compareAndSet(seen, present.taking())) {
                return true;
            }
        }
    }

    /** How many retries could be taken now; 0 or more. */
    public int left(long requests, long now) {
        return Math.max(0, present(window.get(), requests, now).left(requests));
    }

    private static Window present(@Nullable Window seen, long requests, long now) {
        long second = Math.floorDiv(now, SECOND);
        return seen == null ? Window.startingAt(second, requests) : seen.at(second, requests);
    }
}
