package io.mesher.app.config.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.app.config.ConfigDir;
import io.mesher.app.config.shown.KeyFingerprints;
import io.mesher.app.config.source.FlatKeys;
import io.mesher.app.config.source.Problems;
import io.mesher.core.config.TracingConfig;
import io.mesher.core.config.TracingConfig.Exporter;
import io.mesher.core.config.TracingConfig.Protocol;
import io.mesher.core.config.TracingConfig.SecretFields;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which traces are told, and to whom, as it is written. */
class TracingTest {
    private static final String PLACE = "conf/mesher.yaml:1: ";
    private static final String URL = " (expected: http://host:port or http://host:port/path)";

    @TempDir
    private Path dir;

    private ConfigDir written(String text) throws IOException {
        return new ConfigDir(dir).named().file("mesher.yaml", text);
    }

    private TracingConfig read(String text, String... warnings) throws IOException {
        return written(text).config(warnings).telemetry().tracing();
    }

    private static Exporter exporter(Protocol protocol, String host, int port, String path) {
        return new Exporter(
                protocol,
                host,
                port,
                path,
                "orders",
                512,
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                2048,
                protocol == Protocol.OTLP,
                SecretFields.NONE,
                Map.of());
    }

    @Test
    void nothingWrittenIsTheDefault() throws IOException {
        assertThat(new ConfigDir(dir).named().config().telemetry().tracing()).isSameAs(TracingConfig.DEFAULT);
    }

    @Test
    void everyKeyCounts() throws IOException {
        assertThat(read("""
                mesher.tracing:
                  sampleRatio: 0.25
                  keepErrors: true
                  exporter: otlp
                  endpoint: http://[fd00::1]:4319/otlp/v1/traces?tenant=a
                  serviceName: the orders
                  batchSize: 7
                  interval: 50ms
                  timeout: 1s
                  queueSize: 70
                  query: false
                  compression: none
                  headers: {X-Api-Key: a b}
                  attributes: {team: "shop, the", k8s: {pod.name: p-1}}
                """))
                .isEqualTo(new TracingConfig(
                        true,
                        0.25,
                        true,
                        false,
                        new Exporter(
                                Protocol.OTLP,
                                "fd00::1",
                                4319,
                                "/otlp/v1/traces?tenant=a",
                                "the orders",
                                7,
                                Duration.ofMillis(50),
                                Duration.ofSeconds(1),
                                70,
                                false,
                                new SecretFields("X-Api-Key: a b\r\n"),
                                Map.of("team", "shop, the", "k8s.pod.name", "p-1"))));
    }

    @Test
    void aCollectorIsLookedForWhereItMostlyIs() throws IOException {
        assertThat(read("mesher.tracing.exporter: zipkin").exporter())
                .isEqualTo(exporter(Protocol.ZIPKIN, "127.0.0.1", 9411, "/api/v2/spans"));
        assertThat(read("mesher.tracing.exporter: otlp").exporter())
                .isEqualTo(exporter(Protocol.OTLP, "127.0.0.1", 4318, "/v1/traces"));
        assertThat(read("mesher.tracing: {exporter: otlp, endpoint: 'http://Otel:5000/'}")
                        .exporter())
                .isEqualTo(exporter(Protocol.OTLP, "otel", 5000, "/v1/traces"));
    }

    @Test
    void tracesCanBeOffAndABatchIsNeverMoreThanMayWait() throws IOException {
        assertThat(read("mesher.tracing: {enabled: false, exporter: zipkin}"))
                .isEqualTo(new TracingConfig(false, 0.01, false, true, null));
        Exporter small =
                read("mesher.tracing: {exporter: zipkin, queueSize: 10}").exporter();
        assertThat(small).isNotNull();
        assertThat(small.batchSize()).isEqualTo(10);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "sampleRatio: 1.5 | 1.5 (expected: 0 to 1)",
                "sampleRatio: 5% | 5% (expected: 0 to 1)",
                "sampleRatio: NaN | NaN (expected: 0 to 1)",
                "sampleRatio: 1e-3 | 1e-3 (expected: 0 to 1)",
                "sampleRatio: .  | . (expected: 0 to 1)",
                "exporter: jaeger | jaeger (expected: none, zipkin or otlp)",
                "interval: 1ms | 1ms (expected: a duration from 10ms to 1h)",
                "timeout: 5 | 5 (expected: a duration with a unit, such as 10s, 500ms or 1m30s; did you mean 5s?)",
            })
    void badValuesAreErrors(String key, String message) throws IOException {
        assertThat(written("mesher.tracing." + key).problems())
                .containsExactly("error: " + PLACE + "mesher.tracing." + key.substring(0, key.indexOf(':')) + ": "
                        + message.strip());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "https://otel:4318 | https://otel:4318: there is no TLS in this release",
                "grpc://otel:4317 | grpc://otel:4317: no HTTP URL",
                "otel:4318 | otel:4318: no HTTP URL",
                "http://otel | http://otel: no port",
                "http://otel/v1/traces | http://otel/v1/traces: no port",
                "http://me:secret@otel:4318/ | (value not shown): with a user: credentials go into mesher.tracing.headers",
                "http://otel:4318/a b | http://otel:4318/a b: a character that no URL's path has",
                "http://otel:4318/#a | http://otel:4318/#a: a character that no URL's path has",
                "http://otel:4318/é | http://otel:4318/é: a character that no URL's path has",
                "http://otel:4318?a=b | http://otel:4318?a=b: bad port",
            })
    void badUrlsAreErrors(String url, String message) throws IOException {
        String expected = message.endsWith("bad port") ? " (expected: a port from 1 to 65535)" : URL;
        assertThat(written("mesher.tracing: {exporter: otlp, endpoint: '" + url + "'}")
                        .problems())
                .containsExactly("error: " + PLACE + "mesher.tracing.endpoint: " + message + expected);
    }

    @Test
    void aCollectorWhoseLanguageNobodyKnowsIsAnError() throws IOException {
        assertThat(written("mesher.tracing.endpoint: http://otel:4318").problems())
                .containsExactly("error: " + PLACE
                        + "mesher.tracing.endpoint: alone (expected: mesher.tracing.exporter too, zipkin or otlp)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "cse.", "servicecomb."})
    void theOriginalsKeysCount(String prefix) throws IOException {
        Exporter exporter = read(prefix
                        + "tracing: {tracer: zipkin, settings: {URI: 'http://z:1/api/v2/spans', batchSize: '3',"
                        + " batchInterval: 2s}}")
                .exporter();
        assertThat(exporter)
                .isEqualTo(new Exporter(
                        Protocol.ZIPKIN,
                        "z",
                        1,
                        "/api/v2/spans",
                        "orders",
                        3,
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(10),
                        2048,
                        false,
                        SecretFields.NONE,
                        Map.of()));
        assertThat(read(prefix + "tracing: {collectorType: zipkin, collectorTarget: 'http://z:1'}")
                        .exporter())
                .isEqualTo(exporter(Protocol.ZIPKIN, "z", 1, "/api/v2/spans"));
        assertThat(read(prefix + "tracing.tracer: zipkin").exporter())
                .isEqualTo(exporter(Protocol.ZIPKIN, "127.0.0.1", 9411, "/api/v2/spans"));
        assertThat(read(prefix + "tracing: {enabled: false, tracer: zipkin}").exporter())
                .isNull();
    }

    @Test
    void zipkinsFirstVersionIsReplaced() throws IOException {
        Exporter exporter = read(
                        "tracing.settings.URI: http://z:1/api/v1/spans",
                        "warning: " + PLACE
                                + "tracing.settings.URI: /api/v1/spans: spans are sent to /api/v2/spans, since Mesher speaks"
                                + " Zipkin's version 2 (expected: a URL with /api/v2/spans)")
                .exporter();
        assertThat(exporter).isEqualTo(exporter(Protocol.ZIPKIN, "z", 1, "/api/v2/spans"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "tracer: skywalking | tracing.tracer: skywalking (expected: zipkin; for an OpenTelemetry collector"
                        + " mesher.tracing.exporter: otlp)",
                "collectorType: namedPipe | tracing.collectorType: namedPipe (expected: zipkin; for an OpenTelemetry collector"
                        + " mesher.tracing.exporter: otlp)",
                "settings.URI: https://z:1/ | tracing.settings.URI: https://z:1/: there is no TLS in this release (expected:"
                        + " http://host:port or http://host:port/path)",
                "collectorTarget: [a] | tracing.collectorTarget: a list (expected: http://host:port or"
                        + " http://host:port/path)",
            })
    void whatIsWrongInTheOriginalsKeysKeepsNobodyFromStarting(String key, String message) throws IOException {
        assertThat(read("tracing." + key, "error: " + PLACE + message + "; it isn't used")
                        .exporter())
                .isNull();
    }

    @Test
    void ourKeysGoBeforeTheOriginals() throws IOException {
        String original = "tracing: {tracer: zipkin, settings: {URI: 'http://z:1/api/v2/spans', batchSize: 3}}\n";
        String wins = " has another value and wins (mesher.* wins over CSE Mesher's keys)";
        assertThat(read(
                                original + "mesher.tracing: {exporter: zipkin, endpoint: 'http://y:1', batchSize: 4}",
                                "warning: " + PLACE
                                        + "tracing.settings.URI: not used: mesher.tracing.endpoint at conf/mesher.yaml:2"
                                        + wins,
                                "warning: " + PLACE
                                        + "tracing.settings.batchSize: not used: mesher.tracing.batchSize at conf/mesher.yaml:2"
                                        + wins)
                        .exporter())
                .isEqualTo(new Exporter(
                        Protocol.ZIPKIN,
                        "y",
                        1,
                        "/api/v2/spans",
                        "orders",
                        4,
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(10),
                        2048,
                        false,
                        SecretFields.NONE,
                        Map.of()));
        for (String other : new String[] {"none", "otlp"}) {
            read(
                    original + "mesher.tracing.exporter: " + other,
                    "warning: " + PLACE
                            + "tracing.settings.URI: not used: mesher.tracing.exporter at conf/mesher.yaml:2" + wins);
        }
        read(original + "mesher.tracing: {exporter: zipkin, endpoint: 'http://z:1', batchSize: 3}");
        read(
                original + "tracing.collectorTarget: http://y:1",
                "warning: conf/mesher.yaml:2: tracing.collectorTarget: not used: tracing.settings.URI at conf/mesher.yaml:1"
                        + " has another value and wins (the newer key comes first)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "headers: {x: \"hunter2\\r\\nEvil: 1\"} | headers.x: (value not shown): a value that no header has (expected: 1 to"
                        + " 4096 visible ASCII characters and spaces)",
                "headers: {'a b': hunter2} | headers.a b: (value not shown): a name that no header has (expected: letters,"
                        + " digits and marks such as -, without spaces)",
                "headers: {Content-Length: 2} | headers.Content-Length: (value not shown): Mesher itself sets content-length"
                        + " (expected: another header)",
                "headers: hunter2 | headers: (value not shown): a part without = (expected: name=value,name=value, other"
                        + " characters than visible ASCII as %XX)",
                "headers: [hunter2] | headers: a list (expected: name=value,name=value, other characters than visible ASCII"
                        + " as %XX)",
                "attributes: {service.name: x} | attributes.service.name: x: the name has a key of its own (expected:"
                        + " mesher.tracing.serviceName)",
                "attributes: {telemetry.sdk.name: x} | attributes.telemetry.sdk.name: x: Mesher itself says telemetry.sdk.*"
                        + " (expected: another name)",
                "attributes: {'a b': x} | attributes.a b: x: a name that no attribute has (expected: 1 to 255 letters,"
                        + " digits and . _ - / each)",
                "compression: zstd | compression: zstd (expected: none or gzip)",
                "query: maybe | query: maybe (expected: true or false)",
            })
    void badHeadersAndAttributesAreErrors(String key, String message) throws IOException {
        assertThat(written("mesher.tracing: {exporter: otlp, " + key + "}").problems())
                .containsExactly("error: " + PLACE + "mesher.tracing." + message.strip());
    }

    @Test
    void headersAreNowhereShown() throws IOException {
        ConfigDir config = written("mesher.tracing: {exporter: zipkin, headers: {X-Any: hunter2}}");
        assertThat(config.listing(new KeyFingerprints(new FlatKeys(new Problems())))
                        .apply(null)
                        .toString())
                .doesNotContain("hunter2")
                .contains("mesher.tracing.headers.X-Any");
        assertThat(config.config().toString()).doesNotContain("hunter2").contains("fields=(hidden)");
        config = written("mesher.tracing: {exporter: otlp, headers: 'x=hunter2,y=%20hunter2%20z'}");
        assertThat(config.listing(new KeyFingerprints(new FlatKeys(new Problems())))
                        .apply(null)
                        .toString())
                .doesNotContain("hunter2");
        Exporter exporter = config.config().telemetry().tracing().exporter();
        assertThat(exporter).isNotNull();
        assertThat(exporter.fields().lines()).isEqualTo("x: hunter2\r\ny: hunter2 z\r\n");
    }
}
