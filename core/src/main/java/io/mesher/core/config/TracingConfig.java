package io.mesher.core.config;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Traces ({@code mesher.tracing…}, and CSE Mesher's {@code tracing.*}).
 *
 * @param enabled whether requests carry a trace's identity at all
 * @param sampleRatio share of the traces that begin here which are recorded, 0 to 1; a caller's decision always counts
 * @param keepErrors whether spans of failed requests are recorded, sampled or not
 * @param query whether spans include a URL's query
 * @param exporter where spans go; null: nowhere
 */
public record TracingConfig(
        boolean enabled,
        double sampleRatio,
        boolean keepErrors,
        boolean query,
        @Nullable Exporter exporter) {
    public static final TracingConfig DEFAULT = new TracingConfig(true, 0.01, false, true, null);

    /**
     * A collector.
     *
     * @param host name or literal address, without brackets
     * @param path of the POST, with its {@code /}
     * @param serviceName what the spans are said to come from
     * @param batchSize most spans of one POST
     * @param interval longest wait until a batch is sent
     * @param queueSize spans that may wait; more are dropped
     * @param gzip whether a POST's body is compressed where that is worth it
     * @param fields further ones of each POST
     * @param attributes what else is told of the service, in the order of writing; none is {@code service.name}
     */
    public record Exporter(
            Protocol protocol,
            String host,
            int port,
            String path,
            String serviceName,
            int batchSize,
            Duration interval,
            Duration timeout,
            int queueSize,
            boolean gzip,
            SecretFields fields,
            Map<String, String> attributes) {
        public Exporter {
            attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
        }
    }

    /**
     * Header fields that mostly are credentials, so that no text of them shows more than whether there are any.
     *
     * @param lines whole {@code Name: value\r\n} lines; empty: none
     */
    public record SecretFields(String lines) {
        public static final SecretFields NONE = new SecretFields("");

        @Override
        public String toString() {
            return lines.isEmpty() ? "none" : "(hidden)";
        }
    }

    public enum Protocol {
        /** Zipkin's JSON, version 2. */
        ZIPKIN,
        /** OpenTelemetry's protobuf over HTTP. */
        OTLP
    }
}
