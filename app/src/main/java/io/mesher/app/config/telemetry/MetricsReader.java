package io.mesher.app.config.telemetry;

import io.mesher.app.config.keys.MetricsKeys;
import io.mesher.app.config.read.BadValue;
import io.mesher.app.config.read.KeyReader;
import io.mesher.app.config.read.Parser;
import io.mesher.core.config.MetricsConfig;
import java.time.Duration;

/** {@code mesher.metrics} and CSE Mesher's {@code servicecomb.metrics}. */
final class MetricsReader {
    private static final int MAX_SERIES = 100_000;
    private static final String DEFAULT_PATH = "/metrics";

    private final KeyReader reader;

    MetricsReader(KeyReader reader) {
        this.reader = reader;
    }

    MetricsConfig read() {
        MetricsConfig none = MetricsConfig.DEFAULT;
        String path = reader.read(MetricsKeys.ORIGINAL_PATH, DEFAULT_PATH, new ApiPath());
        return new MetricsConfig(
                reader.bool(MetricsKeys.ENABLED, none.enabled()),
                reader.bool(MetricsKeys.SOURCE, none.sources()),
                reader.integer(MetricsKeys.MAX_SERIES, none.maxSeries(), 2, MAX_SERIES),
                reader.duration(MetricsKeys.EXPIRY, none.expiry(), Duration.ofMinutes(1), Duration.ofDays(365)),
                reader.bool(MetricsKeys.ORIGINAL_ENABLE, false) ? path : none.originalPath(),
                reader.duration(
                        MetricsKeys.ORIGINAL_FLUSH, none.flush(), Duration.ofSeconds(1), Duration.ofMinutes(10)));
    }

    private record ApiPath() implements Parser<String> {
        private static final int LONGEST = 200;

        @Override
        public String parse(String text) throws BadValue {
            if (!text.startsWith("/") || text.length() > LONGEST) {
                throw BadValue.expected(expected());
            }
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c <= ' ' || c >= 0x7f || c == '?' || c == '#') {
                    throw BadValue.expected(expected());
                }
            }
            return text;
        }

        @Override
        public String expected() {
            return "a path that begins with /, without a query, such as " + DEFAULT_PATH;
        }
    }
}
