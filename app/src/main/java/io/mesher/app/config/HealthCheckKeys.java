package io.mesher.app.config;

import io.mesher.core.config.HealthCheckPolicy;
import java.time.Duration;
import java.util.List;

/** {@code mesher.healthCheck}. A path switches it on. */
final class HealthCheckKeys extends PolicyFamily<HealthCheckPolicy> {
    static final String PREFIX = "mesher.healthCheck.";
    static final String ENABLED = "enabled";
    static final String PATH = "path";
    static final String INTERVAL = "interval";
    static final String TIMEOUT = "timeout";
    static final String HEALTHY = "healthyThreshold";
    static final String UNHEALTHY = "unhealthyThreshold";
    static final List<String> NAMES = List.of(ENABLED, PATH, INTERVAL, TIMEOUT, HEALTHY, UNHEALTHY);

    private static final Duration MIN = Duration.ofMillis(10);
    private static final Duration DAY = Duration.ofHours(24);

    HealthCheckKeys(KeyReader reader) {
        super(reader, PREFIX, NAMES);
    }

    /** A path as it goes into a request line. */
    record PathText() implements KeyReader.Parser<String> {
        @Override
        public String parse(String text) throws BadValue {
            boolean good = text.isEmpty() || text.startsWith("/");
            for (int i = 0; i < text.length(); i++) {
                good &= text.charAt(i) > ' ' && text.charAt(i) < 0x7F && text.charAt(i) != '#';
            }
            if (!good) {
                throw BadValue.expected(expected());
            }
            return text;
        }

        @Override
        public String expected() {
            return "a path that begins with /, such as /health";
        }
    }

    @Override
    HealthCheckPolicy all() {
        return read(PREFIX, HealthCheckPolicy.DEFAULT);
    }

    @Override
    HealthCheckPolicy read(String at, HealthCheckPolicy fallback) {
        return new HealthCheckPolicy(
                reader().bool(at + ENABLED, reader().isFilled(at + PATH) || fallback.enabled()),
                reader().read(at + PATH, fallback.path(), new PathText()),
                reader().duration(at + INTERVAL, fallback.interval(), MIN, DAY),
                reader().duration(at + TIMEOUT, fallback.timeout(), MIN, DAY),
                reader().integer(at + HEALTHY, fallback.healthyThreshold(), 1, 1000),
                reader().integer(at + UNHEALTHY, fallback.unhealthyThreshold(), 1, 1000));
    }
}
