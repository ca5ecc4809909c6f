package io.mesher.app.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code mesher explain} against an admin API that says what it is told to say. */
@Timeout(600)
class ExplainCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, String> environment = new HashMap<>();
    private ServerSocket server;

    @TempDir
    private Path folder;

    private String answer = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nWhy.\n";

    @BeforeEach
    void open() throws IOException {
        server = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"));
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    private void serve() {
        try (Socket caller = server.accept()) {
            BufferedReader lines = new BufferedReader(new InputStreamReader(caller.getInputStream(), ISO_8859_1));
            for (String line = lines.readLine(); line != null && !line.isEmpty(); line = lines.readLine()) {
                asked.add(line);
            }
            caller.getOutputStream().write(answer.getBytes(ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of("explain"));
        all.addAll(List.of(arguments));
        return Cli.run(
                all,
                environment,
                List.of("/no/such/program"),
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8));
    }

    private int ask(String... arguments) throws InterruptedException {
        Thread serving = Thread.ofPlatform().start(this::serve);
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--admin=127.0.0.1:" + server.getLocalPort());
        int code = run(all.toArray(new String[0]));
        serving.join();
        return code;
    }

    @Test
    void asksWhereARequestWouldGo() throws InterruptedException {
        assertThat(ask("http://server2/x?a=b&c", "-H", "X-User: al & co", "-H", "b: c", "-X", "POST"))
                .isZero();
        assertThat(out.toString(UTF_8)).isEqualTo("Why.\n");
        assertThat(asked.getFirst())
                .isEqualTo("GET /v1/mesher/explain?format=text&url=http%3A%2F%2Fserver2%2Fx%3Fa%3Db%26c&method=POST"
                        + "&header=X-User%3A%20al%20%26%20co&header=b%3A%20c HTTP/1.1");
        assertThat(asked).noneMatch(line -> line.startsWith("Authorization"));
    }

    @Test
    void asksForTheLastRequests() throws InterruptedException {
        assertThat(ask("--recent", "--destination", "a", "--failed", "-o", "json", "--token", "s3cret"))
                .isZero();
        assertThat(asked)
                .contains(
                        "GET /v1/mesher/explain?format=json&destination=a&status=failed HTTP/1.1",
                        "Authorization: Bearer s3cret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mesher_admin_token", "MESHER_ADMIN_TOKEN"})
    void hasTheTokenOfTheEnvironment(String variable) throws InterruptedException {
        environment.put(variable, "s3cret");

        assertThat(ask("--recent")).isZero();
        assertThat(asked).contains("Authorization: Bearer s3cret");
    }

    @Test
    void hasTheTokenOfAFileBeforeTheEnvironments() throws InterruptedException, IOException {
        environment.put("mesher_admin_token", "other");
        Path file = Files.writeString(folder.resolve("token"), "s3cret\n");

        assertThat(ask("--recent", "--token-file", file.toString())).isZero();
        assertThat(asked).contains("Authorization: Bearer s3cret");
    }

    @Test
    void hasTheOptionsTokenBeforeTheEnvironments() throws InterruptedException {
        environment.put("mesher_admin_token", "other");

        assertThat(ask("--recent", "--token", "s3cret")).isZero();
        assertThat(asked).contains("Authorization: Bearer s3cret");
    }

    @Test
    void refusesATokenThatIsNoneAndNamesItsPlaceOnly() throws IOException {
        Path file = Files.writeString(folder.resolve("token"), "s3cret\nmore\n");

        assertThat(run("--recent", "--token-file", file.toString())).isEqualTo(2);
        assertThat(run("--recent", "--token-file", folder.resolve("none").toString()))
                .isEqualTo(2);
        assertThat(run("--recent", "--token", "s3cret", "--token-file", file.toString()))
                .isEqualTo(2);
        environment.put("mesher_admin_token", "s3cret\u00fc");
        assertThat(run("--recent")).isEqualTo(2);
        assertThat(err.toString(UTF_8))
                .contains(
                        "--token-file: " + file + " has no token (expected: ",
                        "--token-file: " + folder.resolve("none") + " can't be read: ",
                        "--token: together with --token-file (expected: one of them)",
                        "environment mesher_admin_token has no token (expected: ")
                .doesNotContain("s3cret");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | ''",
                "403 | Run this on the machine of that Mesher, or pass its admin token with mesher_admin_token in the environment or with --token-file.",
                "404 | is not the admin API of a Mesher with explain: check --admin and mesher.explain.enabled.",
                "421 | Use a name that it knows, such as 127.0.0.1, with --admin.",
                "500 | It answers 500."
            })
    void saysWhatToDoAboutARefusal(int status, String advice) throws InterruptedException {
        answer = "HTTP/1.1 " + status + " x\r\nContent-Length: 3\r\n\r\nNo\n";

        assertThat(ask("--recent")).isEqualTo(1);
        assertThat(err.toString(UTF_8)).startsWith("No\n").contains(advice);
        assertThat(out.toString(UTF_8)).isEmpty();
    }

    @Test
    void saysThatNoMesherAnswers() throws IOException {
        int port = server.getLocalPort();
        server.close();

        assertThat(run("--recent", "--admin=127.0.0.1:" + port)).isEqualTo(69);
        assertThat(err.toString(UTF_8))
                .startsWith("No Mesher answers at 127.0.0.1:" + port + ": ")
                .contains("--admin HOST:PORT");
    }

    @Test
    void saysThatWhatAnswersIsNotHttp() throws InterruptedException {
        answer = "SSH-2.0-x\r\n";

        assertThat(ask("--recent")).isEqualTo(69);
        assertThat(err.toString(UTF_8)).contains("is not HTTP");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | no URL (expected: one, or --recent)",
                "--recent http://a/ | --recent: together with a URL (expected: one of them)",
                "--recent -H a:b | -H: with --recent (expected: with a URL)",
                "http://a/ --failed | --failed: with a URL (expected: with --recent)",
                "http://a/ --destination x | --destination: with a URL (expected: with --recent)",
                "http://a/ -o xml | -o: xml (expected: text or json)",
                "http://a/ --admin=x | --admin: x (expected: a host and a port, such as 127.0.0.1:30102 or [::1]:30102)",
                "http://a/ --admin=::1 | --admin: ::1 (expected: a host and a port, such as 127.0.0.1:30102 or [::1]:30102)",
                "http://a/ --admin=http://x:1 | --admin: http://x:1 (expected: a host and a port, such as 127.0.0.1:30102 or [::1]:30102)"
            })
    void refusesWhatMakesNoSense(String line, String words) {
        assertThat(run(line.isEmpty() ? new String[0] : line.split(" ", -1))).isEqualTo(2);
        assertThat(err.toString(UTF_8)).startsWith(words + "\n").contains("Usage: mesher explain");
    }
}
