package io.mesher.app.config.policies;

import io.mesher.app.config.keys.HealthCheckKeys;
import io.mesher.app.config.read.KeyReader;
import io.mesher.app.config.read.Paths;
import io.mesher.core.config.HealthCheckPolicy;
import java.time.Duration;
import java.util.List;

/** {@code mesher.healthCheck}. A path switches it on. */
final class HealthCheckReader extends PolicyFamily<HealthCheckPolicy> {
    private static final List<String> NAMES = List.of(
            HealthCheckKeys.ENABLED,
            HealthCheckKeys.PATH,
            HealthCheckKeys.INTERVAL,
            HealthCheckKeys.TIMEOUT,
            HealthCheckKeys.HEALTHY,
            HealthCheckKeys.UNHEALTHY);

    private static final Duration MIN = Duration.ofMillis(10);

    HealthCheckReader(KeyReader reader) {
        super(reader, HealthCheckKeys.PREFIX, NAMES);
    }

    @Override
    HealthCheckPolicy all() {
        return read(HealthCheckKeys.PREFIX, HealthCheckPolicy.DEFAULT);
    }

    @Override
    HealthCheckPolicy read(String at, HealthCheckPolicy fallback) {
        return new HealthCheckPolicy(
                reader().bool(
                                at + HealthCheckKeys.ENABLED,
                                reader().isFilled(at + HealthCheckKeys.PATH) || fallback.enabled()),
                reader().read(at + HealthCheckKeys.PATH, fallback.path(), new Paths.UrlPath()),
                reader().duration(at + HealthCheckKeys.INTERVAL, fallback.interval(), MIN, KeyReader.DAY),
                reader().duration(at + HealthCheckKeys.TIMEOUT, fallback.timeout(), MIN, KeyReader.DAY),
                reader().integer(at + HealthCheckKeys.HEALTHY, fallback.healthyThreshold(), 1, 1000),
                reader().integer(at + HealthCheckKeys.UNHEALTHY, fallback.unhealthyThreshold(), 1, 1000));
    }
}
