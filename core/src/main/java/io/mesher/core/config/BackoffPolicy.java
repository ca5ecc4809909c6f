package io.mesher.core.config;

import java.time.Duration;

/**
 * How long a retry waits ({@code loadbalance.backoff…}).
 *
 * @param min the first pause, and each one of CONSTANT
 * @param max no pause is longer; not less than {@code min}
 */
public record BackoffPolicy(Kind kind, Duration min, Duration max) {
    /** How pauses grow. */
    public enum Kind {
        /** Each 1.5 times the one before, give or take half. */
        EXPONENTIAL,
        /** Anything between {@code min} and three times the one before. */
        JITTERED,
        CONSTANT,
        ZERO
    }

    public static final BackoffPolicy DEFAULT = new BackoffPolicy(Kind.EXPONENTIAL, Duration.ZERO, Duration.ZERO);
}
