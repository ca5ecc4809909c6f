package io.mesher.app.config;

import io.mesher.core.config.TracingConfig;
import io.mesher.core.name.ServiceIdentity;

/** {@code mesher.tracing}. */
@SuppressWarnings("UnusedVariable") // Until it reads.
final class TracingReader {
    private final KeyReader reader;
    private final ServiceIdentity service;

    TracingReader(KeyReader reader, ServiceIdentity service) {
        this.reader = reader;
        this.service = service;
    }

    TracingConfig read() {
        return TracingConfig.DEFAULT;
    }
}
