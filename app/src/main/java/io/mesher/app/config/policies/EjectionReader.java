package io.mesher.app.config.policies;

import io.mesher.app.config.keys.EjectionKeys;
import io.mesher.app.config.read.KeyReader;
import io.mesher.core.config.EjectionPolicy;
import java.time.Duration;
import java.util.List;

/** {@code mesher.ejection}. */
final class EjectionReader extends PolicyFamily<EjectionPolicy> {
    private static final List<String> NAMES = List.of(
            EjectionKeys.ENABLED, EjectionKeys.FAILURES, EjectionKeys.DURATION, EjectionKeys.LONGEST, EjectionKeys.MAX);

    private static final Duration MIN = Duration.ofMillis(1);

    EjectionReader(KeyReader reader) {
        super(reader, EjectionKeys.PREFIX, NAMES);
    }

    @Override
    EjectionPolicy all() {
        return read(EjectionKeys.PREFIX, EjectionPolicy.DEFAULT);
    }

    @Override
    EjectionPolicy read(String at, EjectionPolicy fallback) {
        return new EjectionPolicy(
                reader().bool(at + EjectionKeys.ENABLED, fallback.enabled()),
                reader().integer(at + EjectionKeys.FAILURES, fallback.consecutiveFailures(), 1, 1_000_000),
                reader().duration(at + EjectionKeys.DURATION, fallback.duration(), MIN, KeyReader.DAY),
                reader().duration(at + EjectionKeys.LONGEST, fallback.longest(), MIN, KeyReader.DAY),
                reader().integer(at + EjectionKeys.MAX, fallback.maxPercent(), 0, 100));
    }
}
