package io.mesher.app.config.keys;

/** Names of the keys below {@code servicecomb.isolation}. */
public final class IsolationKeys {
    public static final String FAMILY = "servicecomb.isolation.";
    public static final String TIMEOUT = "timeoutInMilliseconds";
    public static final String CONCURRENT = "maxConcurrentRequests";
    /** CSE Mesher's hard limit. */
    public static final int MAX_CONCURRENT = 5000;

    private IsolationKeys() {}
}
