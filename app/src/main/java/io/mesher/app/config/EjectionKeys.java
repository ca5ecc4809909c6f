package io.mesher.app.config;

import io.mesher.core.config.EjectionPolicy;
import java.time.Duration;
import java.util.List;

/** {@code mesher.ejection}. */
final class EjectionKeys extends PolicyFamily<EjectionPolicy> {
    static final String PREFIX = "mesher.ejection.";
    static final String ENABLED = "enabled";
    static final String FAILURES = "consecutiveFailures";
    static final String DURATION = "duration";
    static final String LONGEST = "longest";
    static final String MAX = "mostPercent";
    static final List<String> NAMES = List.of(ENABLED, FAILURES, DURATION, LONGEST, MAX);

    private static final Duration MIN = Duration.ofMillis(1);
    private static final Duration DAY = Duration.ofHours(24);

    EjectionKeys(KeyReader reader) {
        super(reader, PREFIX, NAMES);
    }

    @Override
    EjectionPolicy all() {
        return read(PREFIX, EjectionPolicy.DEFAULT);
    }

    @Override
    EjectionPolicy read(String at, EjectionPolicy fallback) {
        return new EjectionPolicy(
                reader().bool(at + ENABLED, fallback.enabled()),
                reader().integer(at + FAILURES, fallback.consecutiveFailures(), 1, 1_000_000),
                reader().duration(at + DURATION, fallback.duration(), MIN, DAY),
                reader().duration(at + LONGEST, fallback.longest(), MIN, DAY),
                reader().integer(at + MAX, fallback.maxPercent(), 0, 100));
    }
}
