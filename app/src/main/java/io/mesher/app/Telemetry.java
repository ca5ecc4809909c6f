package io.mesher.app;

import io.mesher.core.config.TelemetryConfig;
import io.mesher.core.config.TracingConfig;
import io.mesher.core.telemetry.trace.SpanQueue;
import io.mesher.proxy.Recorder;
import io.mesher.proxy.record.SpanRecorder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who hears of requests: made here for every event loop, and what they fill. */
final class Telemetry {
    private final TelemetryConfig config;
    private final @Nullable SpanQueue spans;

    Telemetry(TelemetryConfig config) {
        this.config = config;
        TracingConfig.Exporter exporter = config.tracing().exporter();
        this.spans = exporter == null || !config.tracing().enabled() ? null : new SpanQueue(exporter.queueSize());
    }

    /** Of one event loop, in the order in which they hear of a request. */
    List<Recorder> recorders() {
        List<Recorder> recorders = new ArrayList<>();
        if (spans != null) {
            recorders.add(new SpanRecorder(spans, config.tracing().keepErrors()));
        }
        return recorders;
    }
}
