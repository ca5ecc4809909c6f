package io.mesher.app.config;

import io.mesher.core.config.LocalHealthConfig;

/** {@code localHealthCheck}. */
@SuppressWarnings("UnusedVariable") // Until it reads.
final class LocalHealthReader {
    private final KeyReader reader;

    LocalHealthReader(KeyReader reader) {
        this.reader = reader;
    }

    LocalHealthConfig read() {
        return LocalHealthConfig.NONE;
    }
}
