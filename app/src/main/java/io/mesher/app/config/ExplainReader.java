package io.mesher.app.config;

import io.mesher.core.config.ExplainConfig;

/** {@code mesher.explain}. */
@SuppressWarnings("UnusedVariable") // Until it reads.
final class ExplainReader {
    private final KeyReader reader;

    ExplainReader(KeyReader reader) {
        this.reader = reader;
    }

    ExplainConfig read() {
        return ExplainConfig.DEFAULT;
    }
}
