package io.mesher.app.config;

import io.mesher.core.config.BreakerPolicy;
import java.time.Duration;
import java.util.List;

/** {@code servicecomb.circuitBreaker.<side>}. */
final class BreakerKeys extends PolicyFamily<BreakerPolicy> {
    static final String FAMILY = "servicecomb.circuitBreaker.";
    static final String ENABLED = "enabled";
    static final String FORCE_OPEN = "forceOpen";
    static final String FORCE_CLOSED = "forceClosed";
    static final String SLEEP_WINDOW = "sleepWindowInMilliseconds";
    static final String VOLUME = "requestVolumeThreshold";
    static final String PERCENTAGE = "errorThresholdPercentage";
    static final List<String> NAMES = List.of(ENABLED, FORCE_OPEN, FORCE_CLOSED, SLEEP_WINDOW, VOLUME, PERCENTAGE);

    BreakerKeys(KeyReader reader, String side) {
        super(reader, FAMILY + side, NAMES);
    }

    @Override
    BreakerPolicy all() {
        return read(prefix(), BreakerPolicy.DEFAULT);
    }

    @Override
    BreakerPolicy read(String at, BreakerPolicy fallback) {
        return new BreakerPolicy(
                reader().bool(at + ENABLED, fallback.enabled()),
                reader().bool(at + FORCE_OPEN, fallback.forceOpen()),
                reader().bool(at + FORCE_CLOSED, fallback.forceClosed()),
                Duration.ofMillis(reader().integer(
                                at + SLEEP_WINDOW, (int) fallback.sleepWindow().toMillis(), 1, Integer.MAX_VALUE)),
                reader().integer(at + VOLUME, fallback.requestVolumeThreshold(), 1, 1_000_000),
                reader().integer(at + PERCENTAGE, fallback.errorThresholdPercentage(), 0, 100));
    }
}
