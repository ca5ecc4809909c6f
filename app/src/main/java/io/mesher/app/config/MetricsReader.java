package io.mesher.app.config;

import io.mesher.core.config.MetricsConfig;

/** {@code mesher.metrics}. */
@SuppressWarnings("UnusedVariable") // Until it reads.
final class MetricsReader {
    private final KeyReader reader;

    MetricsReader(KeyReader reader) {
        this.reader = reader;
    }

    MetricsConfig read() {
        return MetricsConfig.DEFAULT;
    }
}
