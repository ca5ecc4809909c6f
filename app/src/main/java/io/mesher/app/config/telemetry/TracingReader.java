package io.mesher.app.config.telemetry;

import io.mesher.app.config.keys.TracingKeys;
import io.mesher.app.config.read.KeyReader;
import io.mesher.app.config.read.Numbers;
import io.mesher.app.config.source.Entry;
import io.mesher.core.config.TracingConfig;
import io.mesher.core.name.ServiceIdentity;
import java.util.Map;

/** {@code mesher.tracing}, and what says the same where it doesn't. */
final class TracingReader {
    private final KeyReader reader;
    private final ServiceIdentity service;
    private final Map<String, String> environment;

    TracingReader(KeyReader reader, ServiceIdentity service, Map<String, String> environment) {
        this.reader = reader;
        this.service = service;
        this.environment = environment;
    }

    TracingConfig read() {
        // A start without any of it, as most are, loads none of the classes for it.
        return isWritten() ? written() : TracingConfig.DEFAULT;
    }

    private boolean isWritten() {
        for (Entry entry : reader.keys().all()) {
            if (entry.key().startsWith("mesher.tracing.") || entry.key().startsWith("tracing.")) {
                return true;
            }
        }
        for (String name : environment.keySet()) {
            if (name.startsWith("OTEL_")) {
                return true;
            }
        }
        return false;
    }

    private TracingConfig written() {
        TracingConfig basis = TracingConfig.DEFAULT;
        OtelEnvironment otel = new OtelEnvironment(environment, reader.problems());
        boolean enabled = reader.bool(TracingKeys.ENABLED, basis.enabled());
        double ratio = reader.has(TracingKeys.SAMPLE_RATIO)
                ? reader.read(TracingKeys.SAMPLE_RATIO, basis.sampleRatio(), new Numbers.Ratio())
                : otel.sampleRatio(basis.sampleRatio());
        boolean keepErrors = reader.bool(TracingKeys.KEEP_ERRORS, basis.keepErrors());
        boolean query = reader.bool(TracingKeys.QUERY, basis.query());
        if (enabled) {
            OtelExport.checkPropagators(otel);
        }
        TracingConfig.Exporter exporter = new ExporterReader(reader, service, otel).read();
        return new TracingConfig(enabled, ratio, keepErrors, query, enabled ? exporter : null);
    }
}
