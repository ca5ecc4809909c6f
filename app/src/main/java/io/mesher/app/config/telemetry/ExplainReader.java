package io.mesher.app.config.telemetry;

import io.mesher.app.config.keys.ExplainKeys;
import io.mesher.app.config.read.KeyReader;
import io.mesher.core.config.ExplainConfig;
import java.time.Duration;

/** {@code mesher.explain}. */
final class ExplainReader {
    private final KeyReader reader;

    ExplainReader(KeyReader reader) {
        this.reader = reader;
    }

    ExplainConfig read() {
        ExplainConfig usual = ExplainConfig.DEFAULT;
        return new ExplainConfig(
                reader.bool(ExplainKeys.ENABLED, usual.enabled()),
                reader.integer(ExplainKeys.RECENT, usual.recent(), 0, ExplainKeys.MAX_KEPT),
                reader.integer(ExplainKeys.REMARKABLE, usual.remarkable(), 0, ExplainKeys.MAX_KEPT),
                reader.duration(ExplainKeys.SLOW, usual.slow(), Duration.ZERO, KeyReader.DAY),
                reader.bool(ExplainKeys.QUERY, usual.query()));
    }
}
