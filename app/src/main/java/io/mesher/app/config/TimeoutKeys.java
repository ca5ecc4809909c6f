package io.mesher.app.config;

import io.mesher.core.config.TimeoutPolicy;
import java.time.Duration;
import java.util.List;

/**
 * {@code mesher.timeouts}, those that concern calls to a service. The response's is the original's, see {@link IsolationKeys}.
 */
final class TimeoutKeys extends PolicyFamily<TimeoutPolicy> {
    static final String PREFIX = "mesher.timeouts.";
    static final String CONNECT = "connect";
    static final String RESPONSE_IDLE = "responseIdle";
    static final String TOTAL = "total";
    static final List<String> NAMES = List.of(CONNECT, RESPONSE_IDLE, TOTAL);

    private static final Duration MIN = Duration.ofMillis(1);
    private static final Duration DAY = Duration.ofHours(24);

    TimeoutKeys(KeyReader reader) {
        super(reader, PREFIX, NAMES);
    }

    @Override
    TimeoutPolicy all() {
        return read(PREFIX, TimeoutPolicy.DEFAULT);
    }

    @Override
    TimeoutPolicy read(String at, TimeoutPolicy fallback) {
        return new TimeoutPolicy(
                reader().duration(at + CONNECT, fallback.connect(), MIN, DAY),
                fallback.response(),
                reader().duration(at + RESPONSE_IDLE, fallback.idle(), Duration.ZERO, DAY),
                reader().duration(at + TOTAL, fallback.total(), Duration.ZERO, DAY));
    }
}
