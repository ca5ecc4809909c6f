package io.mesher.app.config.keys;

/** Names of the keys below {@code servicecomb.loadbalance}. */
public final class BalanceKeys {
    public static final String PREFIX = "servicecomb.loadbalance.";
    public static final String STRATEGY = "strategy.name";
    public static final String RETRY_ENABLED = "retryEnabled";
    public static final String RETRY_ON_NEXT = "retryOnNext";
    public static final String RETRY_ON_SAME = "retryOnSame";
    public static final String BACKOFF_KIND = "backoff.kind";
    public static final String BACKOFF_MIN = "backoff.minMs";
    public static final String BACKOFF_MAX = "backoff.maxMs";
    public static final String FILTERS = "serverListFilters";
    public static final String SESSION_TIMEOUT = "SessionStickinessRule.sessionTimeoutInSeconds";
    public static final String SESSION_FAILURES = "SessionStickinessRule.successiveFailedTimes";
    public static final int MAX_RETRIES = 10;

    private BalanceKeys() {}
}
