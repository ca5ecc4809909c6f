package io.mesher.core.config;

import io.mesher.base.retry.BackoffPolicy;

/**
 * When a request is sent again ({@code loadbalance.retry…}). Never when it may have been processed, unless it is idempotent, and
 * never beyond the budget. A connection that can't be had is tried twice more than this says, whatever it says.
 *
 * @param onSame further attempts at each instance; 0 or more
 * @param onNext further instances; 0 or more
 */
public record RetryPolicy(Mode mode, int onSame, int onNext, BackoffPolicy backoff) {
    /** What was written. */
    public enum Mode {
        /** Nothing: an idempotent request whose connection broke before a byte of the response is tried once elsewhere. */
        UNSET,
        /** {@code retryEnabled: false}: nothing that was sent is sent again. */
        OFF,
        /** {@code retryEnabled: true}: {@code onSame} and {@code onNext} count. */
        ON
    }

    public static final RetryPolicy DEFAULT = new RetryPolicy(Mode.UNSET, 0, 0, BackoffPolicy.DEFAULT);

    /** What holds of it where a route says {@code retry: false}. */
    public RetryPolicy off() {
        return new RetryPolicy(Mode.OFF, 0, 0, backoff);
    }
}
