package io.mesher.app.config.policies;

import io.mesher.app.config.keys.SlowStartKeys;
import io.mesher.app.config.read.KeyReader;
import io.mesher.core.config.BalancePolicy;
import java.time.Duration;
import java.util.List;

/** {@code mesher.loadBalancing}. */
final class SlowStartReader extends PolicyFamily<Duration> {
    private static final List<String> NAMES = List.of(SlowStartKeys.SLOW_START);

    SlowStartReader(KeyReader reader) {
        super(reader, SlowStartKeys.PREFIX, NAMES);
    }

    @Override
    Duration all() {
        return read(SlowStartKeys.PREFIX, BalancePolicy.DEFAULT.slowStart());
    }

    @Override
    Duration read(String at, Duration fallback) {
        return reader().duration(at + SlowStartKeys.SLOW_START, fallback, Duration.ZERO, KeyReader.DAY);
    }
}
