package io.mesher.app.config.policies;

import io.mesher.app.config.keys.BreakerKeys;
import io.mesher.app.config.read.KeyReader;
import io.mesher.core.config.BreakerPolicy;
import java.time.Duration;
import java.util.List;

/** {@code servicecomb.circuitBreaker.<side>}. */
final class BreakerReader extends PolicyFamily<BreakerPolicy> {
    private static final List<String> NAMES = List.of(
            BreakerKeys.ENABLED,
            BreakerKeys.FORCE_OPEN,
            BreakerKeys.FORCE_CLOSED,
            BreakerKeys.SLEEP_WINDOW,
            BreakerKeys.VOLUME,
            BreakerKeys.PERCENTAGE);

    BreakerReader(KeyReader reader, String side) {
        super(reader, BreakerKeys.FAMILY + side, NAMES);
    }

    @Override
    BreakerPolicy all() {
        return read(prefix(), BreakerPolicy.DEFAULT);
    }

    @Override
    BreakerPolicy read(String at, BreakerPolicy fallback) {
        return new BreakerPolicy(
                reader().bool(at + BreakerKeys.ENABLED, fallback.enabled()),
                reader().bool(at + BreakerKeys.FORCE_OPEN, fallback.forceOpen()),
                reader().bool(at + BreakerKeys.FORCE_CLOSED, fallback.forceClosed()),
                Duration.ofMillis(reader().integer(
                                at + BreakerKeys.SLEEP_WINDOW,
                                (int) fallback.sleepWindow().toMillis(),
                                1,
                                Integer.MAX_VALUE)),
                reader().integer(at + BreakerKeys.VOLUME, fallback.requestVolumeThreshold(), 1, 1_000_000),
                reader().integer(at + BreakerKeys.PERCENTAGE, fallback.errorThresholdPercentage(), 0, 100));
    }
}
