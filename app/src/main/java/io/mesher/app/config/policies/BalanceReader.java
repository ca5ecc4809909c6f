package io.mesher.app.config.policies;

import io.mesher.app.config.keys.BalanceKeys;
import io.mesher.app.config.keys.CanonicalKeys;
import io.mesher.app.config.read.KeyReader;
import io.mesher.app.config.read.Words;
import io.mesher.base.retry.BackoffPolicy;
import io.mesher.core.config.BalancePolicy;
import io.mesher.core.config.RetryPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * {@code servicecomb.loadbalance}: which instance, and how often another. The block of a service replaces the one for all as a
 * whole, as in CSE Mesher.
 */
final class BalanceReader extends PolicyFamily<BalanceReader.Read> {
    static final List<String> NAMES = List.of(
            BalanceKeys.STRATEGY,
            BalanceKeys.RETRY_ENABLED,
            BalanceKeys.RETRY_ON_NEXT,
            BalanceKeys.RETRY_ON_SAME,
            BalanceKeys.BACKOFF_KIND,
            BalanceKeys.BACKOFF_MIN,
            BalanceKeys.BACKOFF_MAX,
            BalanceKeys.FILTERS,
            BalanceKeys.SESSION_TIMEOUT,
            BalanceKeys.SESSION_FAILURES);

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

    BalanceReader(KeyReader reader) {
        super(reader, BalanceKeys.PREFIX, NAMES);
    }

    @Override
    Read all() {
        return read(BalanceKeys.PREFIX, Read.DEFAULT);
    }

    @Override
    Read of(String service, Read all) {
        return read(BalanceKeys.PREFIX + service + ".", Read.DEFAULT);
    }

    @Override
    Read read(String at, Read fallback) {
        BalancePolicy basis = fallback.balance();
        int timeout = reader().integer(
                        at + BalanceKeys.SESSION_TIMEOUT,
                        (int) basis.sessionTimeout().toSeconds(),
                        1,
                        86_400);
        int failures = reader().integer(at + BalanceKeys.SESSION_FAILURES, basis.sessionFailures(), 1, 1_000_000);
        return new Read(
                new BalancePolicy(
                        reader().read(at + BalanceKeys.STRATEGY, basis.strategy(), new StrategyName()),
                        !reader().list(at + BalanceKeys.FILTERS, new Words.OneOf(List.of("zoneaware", "zoneAware")))
                                .isEmpty(),
                        Duration.ofSeconds(timeout),
                        failures,
                        basis.slowStart()),
                retry(at));
    }

    private RetryPolicy retry(String at) {
        boolean written = reader().has(at + BalanceKeys.RETRY_ENABLED);
        boolean enabled = reader().bool(at + BalanceKeys.RETRY_ENABLED, false);
        int onSame = reader().integer(at + BalanceKeys.RETRY_ON_SAME, 0, 0, BalanceKeys.MAX_RETRIES);
        int onNext = reader().integer(at + BalanceKeys.RETRY_ON_NEXT, 0, 0, BalanceKeys.MAX_RETRIES);
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
        String kind = reader().read(at + BalanceKeys.BACKOFF_KIND, words.getFirst(), new Words.OneOf(words));
        warnOfCase(at, BalanceKeys.BACKOFF_MIN);
        warnOfCase(at, BalanceKeys.BACKOFF_MAX);
        int min = reader().integer(at + BalanceKeys.BACKOFF_MIN, 0, 0, HOUR_MILLIS);
        int max = reader().integer(at + BalanceKeys.BACKOFF_MAX, min, 0, HOUR_MILLIS);
        if (max < min) {
            String key = at + BalanceKeys.BACKOFF_MAX;
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

    /** CSE Mesher's samples had it wrong, see {@link CanonicalKeys}. */
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
