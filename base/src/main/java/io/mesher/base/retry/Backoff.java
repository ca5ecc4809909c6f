package io.mesher.base.retry;

import java.util.random.RandomGenerator;

/** The pauses between the tries of one thing. One thread only. */
public final class Backoff {
    /** CSE Mesher's. */
    private static final double GROWTH = 1.5;
    /** More doublings of any pause exceed every maximum. */
    private static final int MAX_DOUBLINGS = 62;

    private final BackoffPolicy policy;
    private final RandomGenerator random;
    private int tries;
    private long previousNanos;

    public Backoff(BackoffPolicy policy, RandomGenerator random) {
        this.policy = policy;
        this.random = random;
    }

    /** Nanoseconds to wait before the next try. */
    public long next() {
        if (tries < Integer.MAX_VALUE) {
            tries++;
        }
        previousNanos = nanos(policy, tries, previousNanos, random);
        return previousNanos;
    }

    /** The next pause is the first one again. */
    public void reset() {
        tries = 0;
        previousNanos = 0;
    }

    /**
     * One pause, for those who count the retries themselves.
     *
     * <p>Exponential: {@code min} the first time, 1.5 times that the next, {@code max} at last; of that anything from half to one and
     * a half, but not more than {@code max}. Jittered: anything from {@code min} to three times {@code previous}, likewise. Doubling:
     * {@code min} the first time, twice that the next, {@code max} at last; of that anything from half to all.
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
            case DOUBLING -> doubling(min, max, retry, random);
        };
    }

    /** @return from {@code nanos} to a tenth more, never less */
    public static long jittered(long nanos, RandomGenerator random) {
        return nanos + random.nextLong(nanos / 10 + 1);
    }

    private static long exponential(long min, long max, int retry, RandomGenerator random) {
        double grown = Math.min((double) max, (double) min * Math.pow(GROWTH, retry - 1));
        return (long) Math.min((double) max, grown * (0.5 + random.nextDouble()));
    }

    private static long jittered(long min, long max, long previous, RandomGenerator random) {
        double highest = Math.min((double) max, 3.0 * (double) Math.max(min, previous));
        return min + (long) ((highest - (double) min) * random.nextDouble());
    }

    private static long doubling(long min, long max, int retry, RandomGenerator random) {
        int doublings = Math.min(retry - 1, MAX_DOUBLINGS);
        long whole = min > max >> doublings ? max : min << doublings;
        return whole / 2 + random.nextLong(whole / 2 + 1);
    }
}
