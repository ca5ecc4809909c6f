package io.mesher.app.config.keys;

import static io.mesher.app.config.keys.KnownKey.effective;

import java.util.List;

/** The keys about traces. */
public final class TracingKeys {
    public static final String ENABLED = "mesher.tracing.enabled";
    public static final String SAMPLE_RATIO = "mesher.tracing.sampleRatio";
    public static final String KEEP_ERRORS = "mesher.tracing.keepErrors";
    public static final String EXPORTER = "mesher.tracing.exporter";
    public static final String ENDPOINT = "mesher.tracing.endpoint";
    public static final String SERVICE_NAME = "mesher.tracing.serviceName";
    public static final String BATCH_SIZE = "mesher.tracing.batchSize";
    public static final String INTERVAL = "mesher.tracing.interval";
    public static final String TIMEOUT = "mesher.tracing.timeout";
    public static final String QUEUE_SIZE = "mesher.tracing.queueSize";
    public static final String COMPRESSION = "mesher.tracing.compression";
    public static final String HEADERS = "mesher.tracing.headers";
    public static final String ATTRIBUTES = "mesher.tracing.attributes";
    public static final String QUERY = "mesher.tracing.query";

    // CSE Mesher's, and those of older releases of it.
    public static final String TRACER = "tracing.tracer";
    public static final String URI = "tracing.settings.URI";
    public static final String SETTINGS_SIZE = "tracing.settings.batchSize";
    public static final String SETTINGS_INTERVAL = "tracing.settings.batchInterval";
    public static final String OLD_ENABLED = "tracing.enabled";
    public static final String OLD_TYPE = "tracing.collectorType";
    public static final String OLD_TARGET = "tracing.collectorTarget";
    public static final List<String> ORIGINAL =
            List.of(TRACER, URI, SETTINGS_SIZE, SETTINGS_INTERVAL, OLD_ENABLED, OLD_TYPE, OLD_TARGET);

    private static final String BOOL = "true or false";
    private static final String PAIRS = "map, or name=value,name=value";

    private TracingKeys() {}

    static List<KnownKey> all() {
        return List.of(
                effective(ENABLED, BOOL, "true", "Whether requests carry a trace: traceparent, B3, X-Request-Id."),
                effective(
                        SAMPLE_RATIO,
                        "0 to 1",
                        "0.01",
                        "Share of the traces beginning here that is sampled; a caller's decision always wins. Without this key:"
                                + " OTEL_TRACES_SAMPLER and OTEL_TRACES_SAMPLER_ARG."),
                effective(
                        KEEP_ERRORS,
                        BOOL,
                        "false",
                        "Whether spans of failed requests are always made, sampled or not."),
                effective(
                        QUERY,
                        BOOL,
                        "true",
                        "Whether spans include what follows a URL's ?; signatures of signed URLs are always left out."),
                effective(
                        EXPORTER,
                        "none, zipkin, otlp",
                        "none",
                        "Where spans go: Zipkin (JSON, version 2), an OpenTelemetry collector (OTLP/HTTP, protobuf). Without this"
                                + " key: tracing.*, then OTEL_EXPORTER_OTLP_TRACES_ENDPOINT, OTEL_EXPORTER_OTLP_ENDPOINT or"
                                + " OTEL_TRACES_EXPORTER."),
                effective(
                        ENDPOINT,
                        "http://host:port or http://host:port/path",
                        "127.0.0.1:9411/api/v2/spans, 127.0.0.1:4318/v1/traces",
                        "The collector's URL; the default path is the usual one."),
                effective(
                        SERVICE_NAME,
                        "text, at most 255 characters",
                        "servicecomb.service.name",
                        "The service that the spans belong to. Without this key: OTEL_SERVICE_NAME, then service.name in"
                                + " OTEL_RESOURCE_ATTRIBUTES."),
                effective(
                        ATTRIBUTES,
                        PAIRS,
                        "",
                        "Further attributes of the service: of the resource in OTLP, tags of each span in Zipkin. They win over"
                                + " those of OTEL_RESOURCE_ATTRIBUTES."),
                effective(ATTRIBUTES + ".<name>", "text, at most 1024 characters", "", "One of them."),
                effective(
                        HEADERS,
                        PAIRS,
                        "",
                        "Header fields of each request to the collector, such as credentials; never shown. Without any, for"
                                + " OTLP: OTEL_EXPORTER_OTLP_TRACES_HEADERS or OTEL_EXPORTER_OTLP_HEADERS."),
                effective(HEADERS + ".<name>", "text, at most 4096 characters", "", "One of them."),
                effective(
                        COMPRESSION,
                        "none, gzip",
                        "gzip for otlp, none for zipkin",
                        "Compression of requests to the collector above 1 KiB. Without this key, for OTLP:"
                                + " OTEL_EXPORTER_OTLP_TRACES_COMPRESSION or OTEL_EXPORTER_OTLP_COMPRESSION."),
                effective(
                        BATCH_SIZE,
                        "1 to 10000",
                        "512",
                        "Max number of spans in a request to the collector. Without this key: OTEL_BSP_MAX_EXPORT_BATCH_SIZE."),
                effective(
                        INTERVAL,
                        "duration from 10ms to 1h",
                        "5s",
                        "Max time, roughly, until a span is sent. Without this key: OTEL_BSP_SCHEDULE_DELAY."),
                effective(
                        TIMEOUT,
                        "duration from 10ms to 1h",
                        "10s",
                        "Time for the collector to answer. Without this key, for OTLP: OTEL_EXPORTER_OTLP_TRACES_TIMEOUT or"
                                + " OTEL_EXPORTER_OTLP_TIMEOUT."),
                effective(
                        QUEUE_SIZE,
                        "1 to 1000000",
                        "2048",
                        "Max number of waiting spans; more are dropped and counted. Without this key: OTEL_BSP_MAX_QUEUE_SIZE."),
                effective(TRACER, "zipkin", "", "CSE Mesher's key for mesher.tracing.exporter."),
                effective(
                        URI, "http://host:port/path", "", "CSE Mesher's key for mesher.tracing.endpoint, for Zipkin."),
                effective(
                        SETTINGS_SIZE,
                        "as mesher.tracing.batchSize",
                        "",
                        "CSE Mesher's key for mesher.tracing.batchSize."),
                effective(
                        SETTINGS_INTERVAL,
                        "as mesher.tracing.interval",
                        "",
                        "CSE Mesher's key for mesher.tracing.interval."),
                effective(OLD_ENABLED, BOOL, "", "false: the keys below tracing have no effect."),
                effective(OLD_TYPE, "zipkin", "", "The older name of tracing.tracer."),
                effective(OLD_TARGET, "http://host:port/path", "", "The older name of tracing.settings.URI."));
    }
}
