package io.mesher.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.config.TracingConfig;
import io.mesher.core.config.TracingConfig.Exporter;
import io.mesher.core.config.TracingConfig.Protocol;
import io.mesher.core.config.TracingConfig.SecretFields;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** OpenTelemetry's variables, where no key says otherwise. */
class OtelEnvironmentTest {
    private static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private static final String NOT_USED = "; it isn't used";

    @TempDir
    private Path dir;

    private ConfigDir config;

    @BeforeEach
    void named() {
        config = new ConfigDir(dir).named();
    }

    private TracingConfig read(String... warnings) {
        return config.config(warnings).telemetry().tracing();
    }

    private static Exporter otlp(String host, int port, String path, String name) {
        return new Exporter(
                Protocol.OTLP,
                host,
                port,
                path,
                name,
                512,
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                2048,
                true,
                SecretFields.NONE,
                Map.of());
    }

    @Test
    void variablesThatSayNothingOfTracesChangeNothing() {
        config.env("OTEL_METRICS_EXPORTER", "none")
                .env("OTEL_SERVICE_NAME", "x")
                .env(ENDPOINT, "");
        assertThat(read()).isEqualTo(TracingConfig.DEFAULT);
    }

    @Test
    void theEndpointForEverythingGetsThePathOfTraces() {
        config.env(ENDPOINT, "http://otel:4318");
        assertThat(read().exporter()).isEqualTo(otlp("otel", 4318, "/v1/traces", "orders"));
        config.env(ENDPOINT, "http://otel:4318/base/").env("OTEL_SERVICE_NAME", "the orders");
        assertThat(read().exporter()).isEqualTo(otlp("otel", 4318, "/base/v1/traces", "the orders"));
    }

    @Test
    void theEndpointForTracesIsTakenAsItIs() throws IOException {
        config.env(ENDPOINT, "https://other:1").env("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "http://otel:4318/mine");
        assertThat(read().exporter()).isEqualTo(otlp("otel", 4318, "/mine", "orders"));
        config.env("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "http://otel:4318");
        assertThat(read().exporter()).isEqualTo(otlp("otel", 4318, "/", "orders"));
        config.file("mesher.yaml", "mesher.tracing.exporter: otlp");
        assertThat(read().exporter()).isEqualTo(otlp("otel", 4318, "/", "orders"));
    }

    @Test
    void keysGoFirst() throws IOException {
        config.env(ENDPOINT, "http://otel:4318")
                .env("OTEL_SERVICE_NAME", "x")
                .env("OTEL_TRACES_SAMPLER", "always_on")
                .file("mesher.yaml", "mesher.tracing: {exporter: none, serviceName: y, sampleRatio: 0.5}");
        assertThat(read()).isEqualTo(new TracingConfig(true, 0.5, false, true, null));
        config.file("mesher.yaml", "mesher.tracing: {exporter: otlp, serviceName: y}");
        assertThat(read()).isEqualTo(new TracingConfig(true, 1, false, true, otlp("otel", 4318, "/v1/traces", "y")));
        config.file("mesher.yaml", "mesher.tracing: {exporter: otlp, endpoint: 'http://z:1', serviceName: y}");
        assertThat(read().exporter()).isEqualTo(otlp("z", 1, "/v1/traces", "y"));
        config.file("mesher.yaml", "tracing.tracer: zipkin");
        Exporter exporter = read().exporter();
        assertThat(exporter).isNotNull();
        assertThat(exporter.protocol()).isEqualTo(Protocol.ZIPKIN);
        assertThat(exporter.serviceName()).isEqualTo("x");
    }

    @ParameterizedTest
    @CsvSource({
        "always_on,,1",
        "always_off,,0",
        "traceidratio,0.5,0.5",
        "traceidratio,,1",
        "parentbased_always_on,,1",
        "parentbased_always_off,0.5,0",
        "parentbased_traceidratio,0.125,0.125",
        "Parentbased_TraceIdRatio,1,1",
    })
    void samplersCount(String sampler, String argument, double ratio) {
        config.env("OTEL_TRACES_SAMPLER", sampler).env("OTEL_TRACES_SAMPLER_ARG", argument == null ? "" : argument);
        assertThat(read().sampleRatio()).isEqualTo(ratio);
    }

    @Test
    void aSamplerThatCannotBeUsedIsAWarning() {
        config.env("OTEL_TRACES_SAMPLER", "jaeger_remote");
        assertThat(read("warning: environment OTEL_TRACES_SAMPLER: jaeger_remote (expected: always_on, always_off,"
                        + " traceidratio, or one of them after parentbased_)" + NOT_USED))
                .isEqualTo(TracingConfig.DEFAULT);
        config.env("OTEL_TRACES_SAMPLER", "traceidratio").env("OTEL_TRACES_SAMPLER_ARG", "5");
        assertThat(read("warning: environment OTEL_TRACES_SAMPLER_ARG: 5 (expected: 0 to 1)" + NOT_USED))
                .isEqualTo(TracingConfig.DEFAULT);
    }

    @Test
    void anEndpointThatCannotBeUsedIsAWarning() {
        config.env(ENDPOINT, "https://otel:4318");
        assertThat(read("warning: environment OTEL_EXPORTER_OTLP_ENDPOINT: https://otel:4318: there is no TLS in this"
                                + " release (expected: http://host:port or http://host:port/path)" + NOT_USED)
                        .exporter())
                .isNull();
        config.env(ENDPOINT, "http://otel:4317").env("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc");
        assertThat(read(
                                "warning: environment OTEL_EXPORTER_OTLP_PROTOCOL: grpc (expected: http/protobuf)"
                                        + NOT_USED,
                                "warning: environment OTEL_EXPORTER_OTLP_ENDPOINT: http://otel:4317: of another protocol"
                                        + NOT_USED)
                        .exporter())
                .isNull();
        config.env("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "http/protobuf");
        assertThat(read().exporter()).isNotNull();
    }

    @Test
    void anExporterByNameGoesToThisMachine() {
        config.env("OTEL_TRACES_EXPORTER", "otlp");
        assertThat(read().exporter()).isEqualTo(otlp("127.0.0.1", 4318, "/v1/traces", "orders"));
        config.env("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc");
        assertThat(read(
                                "warning: environment OTEL_EXPORTER_OTLP_PROTOCOL: grpc (expected: http/protobuf)"
                                        + NOT_USED,
                                "warning: environment OTEL_TRACES_EXPORTER: otlp: of another protocol" + NOT_USED)
                        .exporter())
                .isNull();
        config.env("OTEL_TRACES_EXPORTER", "zipkin");
        assertThat(read("warning: environment OTEL_TRACES_EXPORTER: zipkin (expected: otlp or none; for Zipkin,"
                                + " mesher.tracing.exporter)" + NOT_USED)
                        .exporter())
                .isNull();
    }

    @Test
    void aNameThatCannotBeUsedIsAWarning() {
        config.env(ENDPOINT, "http://otel:4318").env("OTEL_SERVICE_NAME", "a\u0001b");
        assertThat(read("warning: environment OTEL_SERVICE_NAME: a?b (expected: a text without control characters, at"
                                + " most 255 characters)" + NOT_USED)
                        .exporter())
                .isEqualTo(otlp("otel", 4318, "/v1/traces", "orders"));
    }

    @Test
    void whoSwitchesItOffGetsNoSpans() throws IOException {
        config.env(ENDPOINT, "http://otel:4318").env("OTEL_TRACES_EXPORTER", "none");
        assertThat(read().exporter()).isNull();
        config.env("OTEL_TRACES_EXPORTER", "otlp");
        assertThat(read().exporter()).isNotNull();
        config.env("OTEL_SDK_DISABLED", "TRUE").env("OTEL_TRACES_SAMPLER", "always_on");
        assertThat(read()).isEqualTo(new TracingConfig(true, 0, false, true, null));
        config.file("mesher.yaml", "mesher.tracing.exporter: otlp");
        assertThat(read().exporter()).isEqualTo(otlp("otel", 4318, "/v1/traces", "orders"));
    }
}
