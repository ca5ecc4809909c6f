package io.mesher.app.config.telemetry;

import io.mesher.app.config.read.KeyReader;
import io.mesher.core.config.TelemetryConfig;
import io.mesher.core.name.ServiceIdentity;
import java.nio.file.Path;
import java.util.Map;

/** What Mesher reports about requests. */
public final class TelemetryReader {
    private final KeyReader reader;
    private final ServiceIdentity service;
    private final Path home;
    private final Map<String, String> environment;

    /** @param home what relative paths are relative to */
    public TelemetryReader(KeyReader reader, ServiceIdentity service, Path home, Map<String, String> environment) {
        this.reader = reader;
        this.service = service;
        this.home = home;
        this.environment = environment;
    }

    public TelemetryConfig read() {
        return new TelemetryConfig(
                new MetricsReader(reader).read(),
                new AccessLogReader(reader, home).read(),
                new TracingReader(reader, service, environment).read(),
                new ExplainReader(reader).read());
    }
}
