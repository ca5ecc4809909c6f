package io.mesher.app.config;

import io.mesher.base.retry.BackoffPolicy;
import io.mesher.core.config.BalancePolicy;
import io.mesher.core.config.RetryPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * {@code servicecomb.loadbalance}: which instance, and how often another. The block of a service replaces the one for all as a
 * whole, as in the original.
 */
final class BalanceKeys extends PolicyFamily<BalanceKeys.Read> {
    static final String PREFIX = "servicecomb.loadbalance.";
    static final String STRATEGY = "strategy.name";
    static final String RETRY_ENABLED = "retryEnabled";
    static final String RETRY_ON_NEXT = "retryOnNext";
    static final String RETRY_ON_SAME = "retryOnSame";
    static final String BACKOFF_KIND = "backoff.kind";
    static final String BACKOFF_MIN = "backoff.minMs";
    static final String BACKOFF_MAX = "backoff.maxMs";
    static final String FILTERS = "serverListFilters";
    static final String SESSION_TIMEOUT = "SessionStickinessRule.sessionTimeoutInSeconds";
    static final String SESSION_FAILURES = "SessionStickinessRule.successiveFailedTimes";
    static final List<String> NAMES = List.of(
            STRATEGY,
            RETRY_ENABLED,
            RETRY_ON_NEXT,
            RETRY_ON_SAME,
            BACKOFF_KIND,
            BACKOFF_MIN,
            BACKOFF_MAX,
            FILTERS,
            SESSION_TIMEOUT,
            SESSION_FAILURES);

    static final int MAX_RETRIES = 10;
    /** CSE Mesher's. DOUBLING is for Mesher's own tries. */
    private static final List<BackoffPolicy.Kind> BACKOFF_KINDS = List.of(
            BackoffPolicy.Kind.EXPONENTIAL,
            BackoffPolicy.Kind.JITTERED,
            BackoffPolicy.Kind.CONSTANT,
            BackoffPolicy.Kind.ZERO);

    private static final int HOUR_MILLIS = 3_600_000;

    /** Both policies that the block has. {@code balance.slowStart} is read elsewhere. */
    record Read(BalancePolicy balance, RetryPolicy retry) {
        static final Read DEFAULT = new Read(BalancePolicy.DEFAULT, RetryPolicy.DEFAULT);
    }

    BalanceKeys(KeyReader reader) {
        super(reader, PREFIX, NAMES);
    }

    @Override
    Read all() {
        return read(PREFIX, Read.DEFAULT);
    }

    @Override
    Read of(String service, Read all) {
        return read(PREFIX + service + ".", Read.DEFAULT);
    }

    @Override
    Read read(String at, Read fallback) {
        BalancePolicy basis = fallback.balance();
        int timeout = reader().integer(
                        at + SESSION_TIMEOUT, (int) basis.sessionTimeout().toSeconds(), 1, 86_400);
        int failures = reader().integer(at + SESSION_FAILURES, basis.sessionFailures(), 1, 1_000_000);
        return new Read(
                new BalancePolicy(
                        reader().read(at + STRATEGY, basis.strategy(), new StrategyName()),
                        !reader().list(at + FILTERS, new Parsers.OneOf(List.of("zoneaware", "zoneAware")))
                                .isEmpty(),
                        Duration.ofSeconds(timeout),
                        failures,
                        basis.slowStart()),
                retry(at));
    }

    private RetryPolicy retry(String at) {
        boolean written = reader().has(at + RETRY_ENABLED);
        boolean enabled = reader().bool(at + RETRY_ENABLED, false);
        int onSame = reader().integer(at + RETRY_ON_SAME, 0, 0, MAX_RETRIES);
        int onNext = reader().integer(at + RETRY_ON_NEXT, 0, 0, MAX_RETRIES);
        BackoffPolicy backoff = backoff(at);
        if (enabled) {
            return new RetryPolicy(RetryPolicy.Mode.ON, onSame, onNext, backoff);
        }
        return written ? new RetryPolicy(RetryPolicy.Mode.OFF, 0, 0, BackoffPolicy.DEFAULT) : RetryPolicy.DEFAULT;
    }

    private BackoffPolicy backoff(String at) {
        List<String> words = new ArrayList<>();
        for (BackoffPolicy.Kind kind : BACKOFF_KINDS) {
            words.add(kind.name().toLowerCase(Locale.ROOT));
        }
        String kind = reader().read(at + BACKOFF_KIND, words.getFirst(), new Parsers.OneOf(words));
        warnOfCase(at, BACKOFF_MIN);
        warnOfCase(at, BACKOFF_MAX);
        int min = reader().integer(at + BACKOFF_MIN, 0, 0, HOUR_MILLIS);
        int max = reader().integer(at + BACKOFF_MAX, min, 0, HOUR_MILLIS);
        if (max < min) {
            String key = at + BACKOFF_MAX;
            reader().problems()
                    .error(
                            reader().placeOf(key),
                            reader().written(key),
                            max + ": less than minMs, which is " + min + " (expected: " + min + " or more)");
            max = min;
        }
        return new BackoffPolicy(
                BACKOFF_KINDS.get(words.indexOf(kind)), Duration.ofMillis(min), Duration.ofMillis(max));
    }

    /** The original's samples had it wrong, see {@link CanonicalKeys}. */
    private void warnOfCase(String at, String name) {
        String written = reader().written(at + name);
        if (!written.endsWith(name)) {
            String right = name.substring(name.indexOf('.') + 1);
            reader().problems()
                    .warning(
                            reader().placeOf(at + name),
                            written,
                            "wrong case, accepted here; CSE Mesher ignored it (expected: " + right + ")");
        }
    }
}
