package io.mesher.core.resilience;

import io.mesher.core.config.BackoffPolicy;
import java.util.random.RandomGenerator;

/** How long the next retry waits. */
public final class Backoff {
    private Backoff() {}

    /**
     * @param retry 1 for the first
     * @param previous what this returned for the retry before; 0 for the first
     * @return nanoseconds, 0 or more
     */
    public static long nanos(BackoffPolicy policy, int retry, long previous, RandomGenerator random) {
        return 0;
    }
}
