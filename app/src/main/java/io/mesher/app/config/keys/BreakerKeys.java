package io.mesher.app.config.keys;

/** Names of the keys below {@code servicecomb.circuitBreaker}. */
public final class BreakerKeys {
    public static final String FAMILY = "servicecomb.circuitBreaker.";
    public static final String ENABLED = "enabled";
    public static final String FORCE_OPEN = "forceOpen";
    public static final String FORCE_CLOSED = "forceClosed";
    public static final String SLEEP_WINDOW = "sleepWindowInMilliseconds";
    public static final String VOLUME = "requestVolumeThreshold";
    public static final String PERCENTAGE = "errorThresholdPercentage";

    private BreakerKeys() {}
}
