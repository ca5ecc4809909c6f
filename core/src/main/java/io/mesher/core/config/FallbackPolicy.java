package io.mesher.core.config;

/**
 * What a caller gets for a call that the breaker or the isolation refuses ({@code fallback.Consumer…},
 * {@code fallbackpolicy.Consumer…}).
 *
 * @param enabled whether {@code kind} counts; else the refusal is answered as a failure, 503
 * @param force every call is refused, and answered by {@code kind}
 */
public record FallbackPolicy(boolean enabled, boolean force, Kind kind) {
    /** CSE Mesher's two policies. */
    public enum Kind {
        /** {@code returnnull}: 200 without a body. */
        RETURN_NULL,
        /** {@code throwexception}: 503 that says why. */
        THROW_EXCEPTION
    }

    public static final FallbackPolicy DEFAULT = new FallbackPolicy(true, false, Kind.THROW_EXCEPTION);
}
