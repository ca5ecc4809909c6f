package io.mesher.core.config;

/** What Mesher reports about the requests that it carries. */
public record TelemetryConfig(
        MetricsConfig metrics, AccessLogConfig accessLog, TracingConfig tracing, ExplainConfig explain) {}
