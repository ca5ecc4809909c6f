package io.mesher.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CliTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @ParameterizedTest
    @ValueSource(strings = {"", "demo --nonsense", "demo --port=x", "demo --port=65536", "demo --port=-1"})
    void answersWhatItCannotUnderstandWithTwoAndTheUsage(String line) {
        assertThat(run(line)).isEqualTo(2);
        assertThat(err.toString(UTF_8)).contains("Usage: mesher");
        assertThat(out.toString(UTF_8)).isEmpty();
    }

    @Test
    void answersAnUnknownCommandWithOneLine() {
        assertThat(run("check")).isEqualTo(2);
        assertThat(err.toString(UTF_8)).isEqualToIgnoringNewLines("unknown command \"check\"; see mesher --help");
    }

    @Test
    void namesTheCommandThatWasPerhapsMeant() {
        assertThat(run("regisrty")).isEqualTo(2);
        assertThat(err.toString(UTF_8)).contains("\"regisrty\"", "did you mean registry?");
    }

    @Test
    void answersAnArgumentTooManyWithItsText() {
        assertThat(run("explain http://a/ b")).isEqualTo(2);
        assertThat(err.toString(UTF_8))
                .contains("\"b\"", "mesher explain --help")
                .doesNotContain("index");
    }

    @Test
    void namesTheBadValue() {
        run("demo --port=65536");

        assertThat(err.toString(UTF_8)).startsWith("--port: 65536 (expected: 1 to 65535, or 0 for a free one)");
    }

    @Test
    void showsTheCommands() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString(UTF_8)).contains("Usage: mesher").containsPattern("demo +Starts a client");
    }

    @Test
    void showsTheOptionsOfACommand() {
        assertThat(run("demo --help")).isZero();
        assertThat(out.toString(UTF_8)).contains("--once", "--port=N");
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo --port=", "demo --once --port="})
    void answersAFailedCommandWithOne(String line) throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            assertThat(run(line + other.getLocalPort())).isEqualTo(1);
            assertThat(out.toString(UTF_8)).contains("--port: " + other.getLocalPort() + " can't be opened");
        }
    }

    private int run(String line) {
        List<String> arguments = line.isEmpty() ? List.of() : List.of(line.split(" ", -1));
        return Cli.run(
                arguments,
                Map.of(),
                List.of("/no/such/program"),
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8));
    }
}
