package io.mesher.core.config;

/** What Mesher tells of the requests that it carries. */
public record TelemetryConfig(
        MetricsConfig metrics, AccessLogConfig accessLog, TracingConfig tracing, ExplainConfig explain) {}
