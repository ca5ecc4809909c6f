package io.mesher.app.config.policies;

import io.mesher.app.config.keys.IsolationKeys;
import io.mesher.app.config.keys.TimeoutKeys;
import io.mesher.app.config.read.KeyReader;
import io.mesher.core.config.TimeoutPolicy;
import java.time.Duration;
import java.util.List;

/**
 * {@code mesher.timeouts}, those that concern calls to a service. The response's is CSE Mesher's, see {@link IsolationKeys}.
 */
final class TimeoutReader extends PolicyFamily<TimeoutPolicy> {
    private static final List<String> NAMES =
            List.of(TimeoutKeys.CONNECT, TimeoutKeys.RESPONSE_IDLE, TimeoutKeys.TOTAL);

    private static final Duration MIN = Duration.ofMillis(1);

    TimeoutReader(KeyReader reader) {
        super(reader, TimeoutKeys.PREFIX, NAMES);
    }

    @Override
    TimeoutPolicy all() {
        return read(TimeoutKeys.PREFIX, TimeoutPolicy.DEFAULT);
    }

    @Override
    TimeoutPolicy read(String at, TimeoutPolicy fallback) {
        return new TimeoutPolicy(
                reader().duration(at + TimeoutKeys.CONNECT, fallback.connect(), MIN, KeyReader.DAY),
                fallback.response(),
                reader().duration(at + TimeoutKeys.RESPONSE_IDLE, fallback.idle(), Duration.ZERO, KeyReader.DAY),
                reader().duration(at + TimeoutKeys.TOTAL, fallback.total(), Duration.ZERO, KeyReader.DAY));
    }
}
