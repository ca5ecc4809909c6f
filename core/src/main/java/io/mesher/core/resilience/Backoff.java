package io.mesher.core.resilience;

import io.mesher.core.config.BackoffPolicy;
import java.util.random.RandomGenerator;

/** How long a retry waits. */
public final class Backoff {
    /** The original's. */
    private static final double FACTOR = 1.5;

    private static final double SPREAD = 0.5;

    private Backoff() {}

    /**
     * The pause before a retry.
     *
     * @param retry 1 for the first
     * @param previous what this returned for the retry before; 0 for the first
     * @return nanoseconds, 0 or more
     */
    public static long nanos(BackoffPolicy policy, int retry, long previous, RandomGenerator random) {
        long least = policy.least().toNanos();
        long most = policy.most().toNanos();
        return switch (policy.kind()) {
            case ZERO -> 0;
            case CONSTANT -> least;
            case EXPONENTIAL -> exponential(least, most, retry, random);
            case JITTERED -> jittered(least, most, previous, random);
        };
    }

    private static long exponential(long least, long most, int retry, RandomGenerator random) {
        double middle = Math.min((double) most, (double) least * Math.pow(FACTOR, retry - 1.0));
        return (long) (middle * (1 - SPREAD + 2 * SPREAD * random.nextDouble()));
    }

    private static long jittered(long least, long most, long previous, RandomGenerator random) {
        long bound = Math.max(least, 3 * Math.max(previous, least));
        return Math.min(most, least + (long) ((double) (bound - least) * random.nextDouble()));
    }
}
