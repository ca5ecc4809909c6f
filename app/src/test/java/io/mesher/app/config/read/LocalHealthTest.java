package io.mesher.app.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.app.config.ConfigDir;
import io.mesher.core.config.LocalHealthConfig;
import io.mesher.core.config.LocalHealthConfig.Check;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalHealthTest {
    private static final String AT = "conf/mesher.yaml:1: localHealthCheck: ";

    @TempDir
    Path root;

    private ConfigDir written(String yaml) throws IOException {
        return new ConfigDir(root).named().file("mesher.yaml", yaml);
    }

    private LocalHealthConfig read(String yaml, String... warnings) throws IOException {
        return written(yaml).config(warnings).localHealth();
    }

    private Check check(String yaml, String... warnings) throws IOException {
        List<Check> checks = read("localHealthCheck: [" + yaml + "]", warnings).checks();
        assertThat(checks).hasSize(1);
        return checks.getFirst();
    }

    @Test
    void withoutIt() throws IOException {
        assertThat(read("mesher.localHealth.timeout: 1s").checks()).isEmpty();
        assertThat(read("localHealthCheck: []").checks()).isEmpty();
        assertThat(read("localHealthCheck:").checks()).isEmpty();
    }

    @Test
    void asTheOriginalWritesIt() throws IOException {
        Check check = check(
                "{port: \"8080\", protocol: rest, uri: /healthz, interval: 5s, match: {status: \"200\", body: ok}}");

        assertThat(check.name()).isEqualTo("GET 127.0.0.1:8080/healthz");
        assertThat(check.interval()).isEqualTo(Duration.ofSeconds(5));
        assertThat(check.timeout()).as("at most the interval").isEqualTo(Duration.ofSeconds(5));
        assertThat(check.status()).isEqualTo(200);
        assertThat(check.body()).isNotNull();
        assertThat(check.body().find("all ok")).isTrue();
        assertThat(check.body().find("OK")).isFalse();
    }

    @Test
    void aConnectionEach30SecondsIsTheDefault() throws IOException {
        assertThat(check("{port: 9000}"))
                .isEqualTo(new Check(9000, "", Duration.ofSeconds(30), Duration.ofSeconds(10), 0, null));
        assertThat(check("{port: 9000, protocol: '', match: '', uri: ''}").name())
                .isEqualTo("127.0.0.1:9000");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{port: 1, protocol: rest}|/|0|false",
                "{port: 1, protocol: rest, uri: ''}|/|0|false",
                "{port: 1, protocol: rest, uri: '/a?b=c', match: {}}|/a?b=c|0|false",
                "{port: 1, protocol: rest, match: {status: 503}}|/|503|false",
                "{port: 1, protocol: rest, match: {status: '', body: '^up$'}}|/|0|true",
                "{port: 1, protocol: rest, match: {status: '204', body: ''}}|/|204|false",
            })
    void withoutAMatchAnyAnswerIsGood(String yaml, String path, int status, boolean body) throws IOException {
        Check check = check(yaml);
        assertThat(check.path()).isEqualTo(path);
        assertThat(check.status()).isEqualTo(status);
        assertThat(check.body() != null).isEqualTo(body);
    }

    @Test
    void whatMesherAdds() throws IOException {
        assertThat(read("localHealthCheck: [{port: 1}]"))
                .extracting(LocalHealthConfig::unhealthyThreshold, LocalHealthConfig::healthyThreshold)
                .containsExactly(2, 1);
        LocalHealthConfig read = read("""
                localHealthCheck: [{port: 1, interval: 1s}, {port: 2, interval: 1m30s}]
                mesher.localHealth: {timeout: 20s, unhealthyThreshold: 5, healthyThreshold: 3}
                """);
        assertThat(read)
                .extracting(LocalHealthConfig::unhealthyThreshold, LocalHealthConfig::healthyThreshold)
                .containsExactly(5, 3);
        assertThat(read.checks())
                .extracting(Check::timeout)
                .containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(20));
        assertThat(read.checks())
                .extracting(Check::interval)
                .containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(90));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "up|up (expected: a list of checks, each such as {port: \"8080\"})",
                "[8080]|check 1: 8080 (expected: a map with port)",
                "[{protocol: rest}]|check 1: no port (expected: the application's, 1 to 65535)",
                "[{port: 1}, {port: 0}]|check 2, port: 0 (expected: 1 to 65535)",
                "[{port: http}]|check 1, port: http (expected: 1 to 65535)",
                "[{port: [1]}]|check 1, port: a list (expected: 1 to 65535)",
                "[{port: 1, protocol: grpc}]|check 1, protocol: grpc (expected: rest for a GET, or no protocol for a TCP connection)",
                "[{port: 1, protocol: rest, uri: up}]|check 1, uri: up (expected: a path that begins with /, such as /health)",
                "[{port: 1, interval: 0s}]|check 1, interval: 0s (expected: a duration from 100ms to 24h)",
                "[{port: 1, interval: 5}]|check 1, interval: 5 (expected: a duration with a unit, such as 10s, 500ms or 1m30s; did you mean 5s?)",
                "[{port: 1, protocol: rest, match: ok}]|check 1, match: ok (expected: a map with status, body or both)",
                "[{port: 1, protocol: rest, match: {status: 2xx}}]|check 1, match.status: 2xx (expected: 200 to 599)",
            })
    void whatIsWrongIsToldWithItsPlace(String value, String message) throws IOException {
        assertThat(written("localHealthCheck: " + value).problems()).containsExactly("error: " + AT + message);
    }

    @Test
    void aWrongExpressionIsTold() throws IOException {
        assertThat(written("localHealthCheck: [{port: 1, protocol: rest, match: {body: '(ok'}}]")
                        .problems())
                .singleElement()
                .asString()
                .startsWith("error: " + AT + "check 1, match.body: (ok: ")
                .endsWith("(expected: a regular expression in Go's syntax)");
    }

    @Test
    void theLineIsThatOfTheEntry() throws IOException {
        assertThat(written("localHealthCheck:\n  - port: 1\n  - port: 2\n    protocol: x\n")
                        .problems())
                .singleElement()
                .asString()
                .startsWith("error: conf/mesher.yaml:4: localHealthCheck: check 2, protocol: x ");
    }

    @Test
    void whatIsNotUsedIsToldAndDoesNotEndTheStart() throws IOException {
        check(
                "{port: 1, intervall: 5s, uri: /a, match: {status: 200}}",
                "warning: " + AT
                        + "check 1, intervall: unknown, without effect (expected: port, protocol, uri, interval, match; did you"
                        + " mean interval?)",
                "warning: " + AT + "check 1, uri: not used: without protocol: rest only a connection is tried",
                "warning: " + AT + "check 1, match: not used: without protocol: rest only a connection is tried");
        check(
                "{port: 1, protocol: rest, match: {response: 200}}",
                "warning: " + AT + "check 1, match.response: unknown, without effect (expected: status, body)");
    }

    @Test
    void tooManyChecksAreRefused() throws IOException {
        String many = String.join(", ", Collections.nCopies(65, "{port: 1}"));
        assertThat(written("localHealthCheck: [" + many + "]").problems())
                .containsExactly("error: " + AT + "65 checks (expected: at most 64)");
    }
}
