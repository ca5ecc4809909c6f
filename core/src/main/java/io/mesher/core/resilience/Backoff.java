package io.mesher.core.resilience;

import io.mesher.core.config.BackoffPolicy;
import java.util.random.RandomGenerator;

/** How long the next retry waits. */
public final class Backoff {
    /** The original's. */
    private static final double GROWTH = 1.5;

    private Backoff() {}

    /**
     * Exponential: {@code min} the first time, 1.5 times that the next, {@code max} at last; of that anything from half to
     * one and a half, but not more than {@code max}. Jittered: anything from {@code min} to three times {@code previous},
     * likewise.
     *
     * @param retry 1 for the first
     * @param previous what this returned for the retry before, in nanoseconds; 0 for the first
     * @return nanoseconds, 0 or more
     */
    public static long nanos(BackoffPolicy policy, int retry, long previous, RandomGenerator random) {
        long min = policy.min().toNanos();
        long max = Math.max(min, policy.max().toNanos());
        return switch (policy.kind()) {
            case EXPONENTIAL -> exponential(min, max, retry, random);
            case JITTERED -> jittered(min, max, previous, random);
            case CONSTANT -> min;
            case ZERO -> 0;
        };
    }

    private static long exponential(long min, long max, int retry, RandomGenerator random) {
        double grown = Math.min((double) max, (double) min * Math.pow(GROWTH, retry - 1));
        return (long) Math.min((double) max, grown * (0.5 + random.nextDouble()));
    }

    private static long jittered(long min, long max, long previous, RandomGenerator random) {
        double highest = Math.min((double) max, 3.0 * (double) Math.max(min, previous));
        return min + (long) ((highest - (double) min) * random.nextDouble());
    }
}
