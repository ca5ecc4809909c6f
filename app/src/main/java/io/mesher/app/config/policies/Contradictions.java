package io.mesher.app.config.policies;

import io.mesher.app.config.keys.BalanceKeys;
import io.mesher.app.config.keys.BreakerKeys;
import io.mesher.app.config.keys.HealthCheckKeys;
import io.mesher.app.config.keys.IsolationKeys;
import io.mesher.app.config.keys.Keys;
import io.mesher.app.config.keys.TimeoutKeys;
import io.mesher.app.config.read.BadValue;
import io.mesher.app.config.read.KeyReader;
import io.mesher.app.config.read.Times;
import io.mesher.app.config.source.Entry;
import io.mesher.app.config.source.Value;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Keys that are right each, but of which one makes another one void. Only written keys are compared, never defaults. */
public final class Contradictions {
    private static final Times.Time TIMES = new Times.Time(Duration.ZERO, KeyReader.DAY);

    private final KeyReader reader;

    public Contradictions(KeyReader reader) {
        this.reader = reader;
    }

    public void report() {
        registry();
        for (Entry entry : reader.keys().all()) {
            String key = entry.key();
            if (key.startsWith(BalanceKeys.PREFIX)) {
                retries(entry, BalanceKeys.RETRY_ON_NEXT);
                retries(entry, BalanceKeys.RETRY_ON_SAME);
            } else if (key.startsWith(BreakerKeys.FAMILY) && key.endsWith("." + BreakerKeys.FORCE_CLOSED)) {
                forced(entry);
            } else if (key.startsWith(HealthCheckKeys.PREFIX) && key.endsWith("." + HealthCheckKeys.TIMEOUT)) {
                healthCheck(entry);
            } else if (key.startsWith(TimeoutKeys.PREFIX) && key.endsWith("." + TimeoutKeys.TOTAL)) {
                total(entry);
            }
        }
    }

    private void registry() {
        Entry disabled = reader.keys().find(Keys.REGISTRY_DISABLED);
        if (!is(disabled, "true")) {
            return;
        }
        for (String key : new String[] {Keys.REGISTRY_ADDRESS, Keys.REGISTRY_TYPE}) {
            if (reader.isFilled(key)) {
                warn(reader.keys().find(key), "not used: " + at(disabled) + " switches the registry off");
            }
        }
    }

    private void retries(Entry entry, String name) {
        if (!entry.key().endsWith("." + name) || is(entry, "0")) {
            return;
        }
        Entry enabled = sibling(entry, name, BalanceKeys.RETRY_ENABLED);
        if (is(enabled, "false")) {
            warn(entry, "not used: " + at(enabled) + " switches retries off");
        }
    }

    private void forced(Entry closed) {
        Entry open = sibling(closed, BreakerKeys.FORCE_CLOSED, BreakerKeys.FORCE_OPEN);
        if (is(closed, "true") && is(open, "true")) {
            warn(closed, "not used: " + at(open) + " opens the breaker (expected: only one of the two)");
        }
    }

    private void healthCheck(Entry timeout) {
        Entry interval = sibling(timeout, HealthCheckKeys.TIMEOUT, HealthCheckKeys.INTERVAL);
        if (isLonger(timeout, interval)) {
            warn(timeout, "longer than " + at(interval) + ", so a slow instance is checked less often than that");
        }
    }

    private void total(Entry total) {
        String service =
                total.key().substring(TimeoutKeys.PREFIX.length(), total.key().length() - TimeoutKeys.TOTAL.length());
        Entry response = reader.keys().find(IsolationKeys.FAMILY + "Consumer." + service + IsolationKeys.TIMEOUT);
        Duration limit = duration(total);
        if (response != null
                && limit != null
                && !limit.isZero()
                && response.value() instanceof Value.Scalar scalar
                && isAbove(scalar.text().strip(), limit)) {
            warn(response, "longer than " + at(total) + ", which ends the call before");
        }
    }

    private static boolean isAbove(String millis, Duration limit) {
        try {
            return Long.parseLong(millis) > limit.toMillis();
        } catch (NumberFormatException _) {
            return false;
        }
    }

    private boolean isLonger(Entry one, @Nullable Entry other) {
        Duration first = duration(one);
        Duration second = duration(other);
        return first != null && second != null && first.compareTo(second) > 0;
    }

    private static @Nullable Duration duration(@Nullable Entry entry) {
        if (entry == null || !(entry.value() instanceof Value.Scalar scalar)) {
            return null;
        }
        try {
            return TIMES.parse(scalar.text().strip());
        } catch (BadValue _) {
            // The reader of the key reports it.
            return null;
        }
    }

    private @Nullable Entry sibling(Entry entry, String name, String other) {
        String key = entry.key();
        return reader.keys().find(key.substring(0, key.length() - name.length()) + other);
    }

    private static boolean is(@Nullable Entry entry, String text) {
        return entry != null
                && entry.value() instanceof Value.Scalar scalar
                && scalar.text().strip().equals(text);
    }

    private static String at(@Nullable Entry entry) {
        return entry == null ? "" : entry.written() + " at " + entry.place();
    }

    private void warn(@Nullable Entry entry, String message) {
        if (entry != null) {
            reader.problems().warning(entry.place(), entry.written(), message);
        }
    }
}
