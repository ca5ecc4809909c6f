package io.mesher.base.retry;

import java.time.Duration;

/**
 * How long the pauses between tries are.
 *
 * @param min the first pause, and each one of CONSTANT
 * @param max no pause is longer; not less than {@code min}
 */
public record BackoffPolicy(Kind kind, Duration min, Duration max) {
    /** How pauses grow. The first four are values of {@code loadbalance.backoff.kind}. */
    public enum Kind {
        /** Each 1.5 times the one before, give or take half. */
        EXPONENTIAL,
        /** Anything between {@code min} and three times the one before. */
        JITTERED,
        CONSTANT,
        ZERO,
        /** Each twice the one before; of that anything from half to all, so that many clients don't come at once. */
        DOUBLING
    }

    public static final BackoffPolicy DEFAULT = new BackoffPolicy(Kind.EXPONENTIAL, Duration.ZERO, Duration.ZERO);

    public static BackoffPolicy doubling(Duration min, Duration max) {
        return new BackoffPolicy(Kind.DOUBLING, min, max);
    }
}
