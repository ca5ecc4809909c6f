package io.mesher.core.resilience;

import io.mesher.core.config.BackoffPolicy;
import java.util.random.RandomGenerator;

/** How long the next retry waits. */
public final class Backoff {
    /** The original's. */
    private static final double GROWTH = 1.5;

    private Backoff() {}

    /**
     * Exponential: {@code least} the first time, 1.5 times that the next, {@code most} at last; of that anything from half to
     * one and a half, but not more than {@code most}. Jittered: anything from {@code least} to three times {@code previous},
     * likewise.
     *
     * @param retry 1 for the first
     * @param previous what this returned for the retry before, in nanoseconds; 0 for the first
     * @return nanoseconds, 0 or more
     */
    public static long nanos(BackoffPolicy policy, int retry, long previous, RandomGenerator random) {
        long least = policy.least().toNanos();
        long most = Math.max(least, policy.most().toNanos());
        return switch (policy.kind()) {
            case EXPONENTIAL -> exponential(least, most, retry, random);
            case JITTERED -> jittered(least, most, previous, random);
            case CONSTANT -> least;
            case ZERO -> 0;
        };
    }

    private static long exponential(long least, long most, int retry, RandomGenerator random) {
        double grown = Math.min((double) most, (double) least * Math.pow(GROWTH, retry - 1));
        return (long) Math.min((double) most, grown * (0.5 + random.nextDouble()));
    }

    private static long jittered(long least, long most, long previous, RandomGenerator random) {
        double highest = Math.min((double) most, 3.0 * (double) Math.max(least, previous));
        return least + (long) ((highest - (double) least) * random.nextDouble());
    }
}
