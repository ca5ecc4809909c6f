package io.mesher.app.config;

import io.mesher.core.config.AccessLogConfig;
import java.nio.file.Path;

/** {@code mesher.accessLog}. */
@SuppressWarnings("UnusedVariable") // Until it reads.
final class AccessLogReader {
    private final KeyReader reader;
    private final Path home;

    AccessLogReader(KeyReader reader, Path home) {
        this.reader = reader;
        this.home = home;
    }

    AccessLogConfig read() {
        return AccessLogConfig.DEFAULT;
    }
}
