package io.mesher.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.config.TracingConfig.Exporter;
import io.mesher.core.config.TracingConfig.Protocol;
import io.mesher.core.config.TracingConfig.SecretFields;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How spans are sent where OpenTelemetry's variables say it, and no key does. */
class OtelExportTest {
    private static final String HEADERS = "OTEL_EXPORTER_OTLP_HEADERS";
    private static final String ATTRIBUTES = "OTEL_RESOURCE_ATTRIBUTES";
    private static final String NOT_USED = "; it isn't used";

    @TempDir
    private Path dir;

    private ConfigDir config;

    @BeforeEach
    void toACollector() {
        config = new ConfigDir(dir).named().env("OTEL_EXPORTER_OTLP_ENDPOINT", "http://otel:4318");
    }

    private Exporter read(String... warnings) {
        return Objects.requireNonNull(
                config.config(warnings).telemetry().tracing().exporter());
    }

    @Test
    void headersArePercentDecodedAndThoseForTracesGoFirst() {
        config.env(HEADERS, "api-key=a%2Cb%3D, Authorization = Bearer%20x,,x=1=2");
        assertThat(read().fields())
                .isEqualTo(new SecretFields("api-key: a,b=\r\nAuthorization: Bearer x\r\nx: 1=2\r\n"));
        config.env("OTEL_EXPORTER_OTLP_TRACES_HEADERS", "api-key=other");
        assertThat(read().fields()).isEqualTo(new SecretFields("api-key: other\r\n"));
    }

    @Test
    void writtenHeadersReplaceThemAndZipkinIsNotSentThem() throws IOException {
        config.env(HEADERS, "api-key=hunter2").file("mesher.yaml", "mesher.tracing.headers.x: y");
        assertThat(read().fields()).isEqualTo(new SecretFields("x: y\r\n"));
        config.file("mesher.yaml", "mesher.tracing.headers: ''");
        assertThat(read().fields()).isEqualTo(SecretFields.NONE);
        config.file("mesher.yaml", "mesher.tracing.exporter: zipkin");
        assertThat(read().fields()).isEqualTo(SecretFields.NONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x=hunter2%0D%0AEvil: 1 | a value that no header has (expected: 1 to 4096 visible ASCII characters and spaces)",
                "x= | a value that no header has (expected: 1 to 4096 visible ASCII characters and spaces)",
                "x=caf%C3%A9 | a value that no header has (expected: 1 to 4096 visible ASCII characters and spaces)",
                "a b=hunter2 | a name that no header has (expected: letters, digits and marks such as -, without spaces)",
                "=hunter2 | a name that no header has (expected: letters, digits and marks such as -, without spaces)",
                "Host=hunter2 | Mesher itself sets host (expected: another header)",
                "content-Type=hunter2 | Mesher itself sets content-type (expected: another header)",
                "Transfer-Encoding=hunter2 | Mesher itself sets transfer-encoding (expected: another header)",
                "hunter2 | a part without = (expected: name=value,name=value, other characters than visible ASCII as %XX)",
                "x=hunter2%2 | a % without two hexadecimal digits after it (expected: name=value,name=value, other"
                        + " characters than visible ASCII as %XX)",
                "x=hunter2%zz | a % without two hexadecimal digits after it (expected: name=value,name=value, other"
                        + " characters than visible ASCII as %XX)",
                "x=%C3%28 | %XX that are not UTF-8 (expected: name=value,name=value, other characters than visible ASCII as %XX)",
                "x=hunter2,X=hunter2 | a name twice, in different case (expected: each header once)",
            })
    void headersThatCannotBeSentAreAWarningWithoutTheirValues(String text, String why) {
        config.env(HEADERS, text);
        assertThat(read("warning: environment " + HEADERS + ": (value not shown): " + why + NOT_USED)
                        .fields())
                .isEqualTo(SecretFields.NONE);
    }

    @Test
    void attributesArePercentDecodedAndTheKeyGoesFirst() throws IOException {
        config.env(ATTRIBUTES, "deployment.environment.name=test%20%C3%A9,team=a,service.name=named,empty=");
        assertThat(read().attributes())
                .isEqualTo(Map.of("deployment.environment.name", "test é", "team", "a", "empty", ""));
        assertThat(read().serviceName()).isEqualTo("named");
        config.file("mesher.yaml", "mesher.tracing.attributes: team=b,more=c");
        assertThat(read().attributes()).containsEntry("team", "b").containsEntry("more", "c");
        config.env("OTEL_SERVICE_NAME", "first");
        assertThat(read().serviceName()).isEqualTo("first");
        config.file("mesher.yaml", "mesher.tracing: {exporter: zipkin, serviceName: mine}");
        assertThat(read().serviceName()).isEqualTo("mine");
        assertThat(read().attributes()).containsEntry("team", "a");
    }

    @Test
    void attributesOfWhichOneIsBadAreAWarning() {
        config.env(ATTRIBUTES, "team=a,b");
        assertThat(read("warning: environment " + ATTRIBUTES
                                + ": team=a,b: a part without = (expected: name=value,name=value, other characters than"
                                + " visible ASCII as %XX)" + NOT_USED)
                        .attributes())
                .isEmpty();
        config.env(ATTRIBUTES, "a=x%0Ay");
        read("warning: environment " + ATTRIBUTES
                + ": a=x%0Ay (expected: a text without control characters, at most 1024 characters)" + NOT_USED);
        config.env(ATTRIBUTES, "telemetry.sdk.name=x");
        read("warning: environment " + ATTRIBUTES
                + ": telemetry.sdk.name=x: Mesher itself says telemetry.sdk.* (expected: another name)" + NOT_USED);
        StringBuilder many = new StringBuilder("a0=x");
        for (int i = 1; i < 65; i++) {
            many.append(",a").append(i).append("=x");
        }
        config.env(ATTRIBUTES, many.toString());
        assertThat(config.told())
                .hasSize(1)
                .first()
                .asString()
                .endsWith("more than 64 pairs (expected: at most 64)" + NOT_USED);
    }

    @Test
    void timesAndSizesCount() throws IOException {
        config.env("OTEL_EXPORTER_OTLP_TIMEOUT", "2500")
                .env("OTEL_BSP_SCHEDULE_DELAY", "1000")
                .env("OTEL_BSP_MAX_QUEUE_SIZE", "100")
                .env("OTEL_BSP_MAX_EXPORT_BATCH_SIZE", "50");
        assertThat(read()).satisfies(exporter -> {
            assertThat(exporter.timeout()).isEqualTo(Duration.ofMillis(2500));
            assertThat(exporter.interval()).isEqualTo(Duration.ofSeconds(1));
            assertThat(exporter.queueSize()).isEqualTo(100);
            assertThat(exporter.batchSize()).isEqualTo(50);
        });
        config.env("OTEL_EXPORTER_OTLP_TRACES_TIMEOUT", "700");
        assertThat(read().timeout()).isEqualTo(Duration.ofMillis(700));
        config.file("mesher.yaml", "mesher.tracing: {timeout: 3s, interval: 4s, queueSize: 7, batchSize: 6}");
        assertThat(read()).satisfies(exporter -> {
            assertThat(exporter.timeout()).isEqualTo(Duration.ofSeconds(3));
            assertThat(exporter.interval()).isEqualTo(Duration.ofSeconds(4));
            assertThat(exporter.queueSize()).isEqualTo(7);
            assertThat(exporter.batchSize()).isEqualTo(6);
        });
        config.file("mesher.yaml", "tracing: {tracer: zipkin, settings: {batchSize: 3, batchInterval: 2s}}");
        assertThat(read()).satisfies(exporter -> {
            assertThat(exporter.timeout()).isEqualTo(Duration.ofSeconds(10));
            assertThat(exporter.interval()).isEqualTo(Duration.ofSeconds(2));
            assertThat(exporter.queueSize()).isEqualTo(100);
            assertThat(exporter.batchSize()).isEqualTo(3);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "5s", "9", "3600001"})
    void aTimeThatCannotBeIsAWarning(String text) {
        config.env("OTEL_EXPORTER_OTLP_TIMEOUT", text);
        assertThat(read("warning: environment OTEL_EXPORTER_OTLP_TIMEOUT: " + text + " (expected: 10 to 3600000)"
                                + NOT_USED)
                        .timeout())
                .isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void whereNothingIsSentNobodyIsWarned() throws IOException {
        config.env("OTEL_EXPORTER_OTLP_TIMEOUT", "x")
                .env(HEADERS, "x")
                .env(ATTRIBUTES, "x")
                .env("OTEL_BSP_MAX_QUEUE_SIZE", "x")
                .env("OTEL_EXPORTER_OTLP_COMPRESSION", "x")
                .file("mesher.yaml", "mesher.tracing.exporter: none");
        assertThat(config.told()).isEmpty();
    }

    @Test
    void compressionCounts() throws IOException {
        assertThat(read().gzip()).isTrue();
        config.env("OTEL_EXPORTER_OTLP_COMPRESSION", "none");
        assertThat(read().gzip()).isFalse();
        config.env("OTEL_EXPORTER_OTLP_TRACES_COMPRESSION", "gzip");
        assertThat(read().gzip()).isTrue();
        config.file("mesher.yaml", "mesher.tracing.compression: none");
        assertThat(read().gzip()).isFalse();
        config.file("mesher.yaml", "mesher.tracing: {exporter: zipkin}");
        assertThat(read()).extracting(Exporter::protocol, Exporter::gzip).containsExactly(Protocol.ZIPKIN, false);
        config.file("mesher.yaml", "mesher.tracing: {exporter: zipkin, compression: gzip}");
        assertThat(read().gzip()).isTrue();
        config.file("mesher.yaml", "").env("OTEL_EXPORTER_OTLP_TRACES_COMPRESSION", "zstd");
        assertThat(read("warning: environment OTEL_EXPORTER_OTLP_TRACES_COMPRESSION: zstd (expected: none or gzip)"
                                + NOT_USED)
                        .gzip())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tracecontext", "baggage, B3", "b3multi,xray", "tracecontext,baggage"})
    void propagatorsOfWhichOneIsUnderstoodAreFine(String text) {
        config.env("OTEL_PROPAGATORS", text);
        read();
    }

    @ParameterizedTest
    @ValueSource(strings = {"jaeger", "xray,baggage", "none"})
    void propagatorsThatCannotBeFollowedAreAWarning(String text) throws IOException {
        config.env("OTEL_PROPAGATORS", text);
        read("warning: environment OTEL_PROPAGATORS: " + text + ": Mesher reads and sends traceparent and B3 (expected:"
                + " tracecontext, b3 or b3multi among them, or mesher.tracing.enabled: false, which passes trace headers on"
                + " unchanged)" + NOT_USED);
        config.file("mesher.yaml", "mesher.tracing.enabled: false");
        assertThat(config.told()).isEmpty();
    }
}
