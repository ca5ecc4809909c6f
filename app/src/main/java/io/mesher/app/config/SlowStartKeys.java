package io.mesher.app.config;

import io.mesher.core.config.BalancePolicy;
import java.time.Duration;
import java.util.List;

/** {@code mesher.loadBalancing}. */
final class SlowStartKeys extends PolicyFamily<Duration> {
    static final String PREFIX = "mesher.loadBalancing.";
    static final String SLOW_START = "slowStart";
    static final List<String> NAMES = List.of(SLOW_START);

    SlowStartKeys(KeyReader reader) {
        super(reader, PREFIX, NAMES);
    }

    @Override
    Duration all() {
        return read(PREFIX, BalancePolicy.DEFAULT.slowStart());
    }

    @Override
    Duration read(String at, Duration fallback) {
        return reader().duration(at + SLOW_START, fallback, Duration.ZERO, Duration.ofHours(24));
    }
}
