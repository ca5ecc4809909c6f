package io.mesher.it.component;

import static io.mesher.it.component.Message.head;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is too long, too large or too slow is refused with the number and the key that would change it. */
@Timeout(600)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LimitsTest {
    private static final String GET = head("GET http://app/ HTTP/1.1", "Host: app");

    private Application app;
    private MesherProcess mesher;

    @BeforeAll
    void start(@TempDir Path home) throws IOException {
        app = Application.answering(request -> switch (request.target()) {
            case "/large" -> head("HTTP/1.1 200 OK", "Content-Length: 0", "X: " + "x".repeat(2000));
            case "/fields" -> "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n" + "X: y\r\n".repeat(10) + "\r\n";
            case "/reason" -> head("HTTP/1.1 200 " + "x".repeat(300), "Content-Length: 0");
            case "/options" -> head("HTTP/1.1 200 OK", "Content-Length: 0", "Connection: x" + ",x".repeat(32));
            default -> Application.ok("hello");
        });
        mesher = new MesherSetup(home).service("app", app.address()).yaml("""
                        mesher.limits.requestLineBytes: 300
                        mesher.limits.headBytes: 1024
                        mesher.limits.headFields: 10
                        mesher.timeouts.head: 300ms
                        mesher.timeouts.idle: 400ms
                        mesher.timeouts.requestBody: 500ms
                        """).start();
    }

    @AfterAll
    void stop() throws IOException {
        mesher.close();
        app.close();
    }

    @BeforeEach
    void forget() {
        app.forget();
    }

    private void assertRefused(String request, int status, String code, String... words) throws IOException {
        try (Wire wire = mesher.callOut()) {
            Message answer = wire.ask(request);
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.value("x-mesher-code")).isEqualTo(code);
            assertThat(answer.text()).contains(words);
            assertThat(answer.value("connection")).isEqualTo("close");
            wire.endOutput();
            assertThat(wire.ends()).isTrue();
        }
        assertThat(app.requests()).isEmpty();
    }

    private static String ofLine(int length) {
        String line = "GET http://app/ HTTP/1.1";
        return line.replace("app/", "app/" + "x".repeat(length - line.length()));
    }

    @Test
    void aRequestLineMayBeAsLongAsConfigured() throws IOException {
        assertThat(mesher.askOut(head(ofLine(300), "Host: app")).status()).isEqualTo(200);
        app.forget();
        assertRefused(
                head(ofLine(301), "Host: app"),
                414,
                "request.line.too.long",
                "longer than 300 bytes",
                "mesher.limits.requestLineBytes");
    }

    @Test
    void aHeadMayBeAsLargeAsConfigured() throws IOException {
        String base = head("GET http://app/ HTTP/1.1", "Host: app", "X: ");
        String largest = head("GET http://app/ HTTP/1.1", "Host: app", "X: " + "x".repeat(1024 - base.length()));
        assertThat(mesher.askOut(largest).status()).isEqualTo(200);
        app.forget();
        assertRefused(
                largest.replace("X: ", "X: xxxx"),
                431,
                "request.head.too.large",
                "longer than 1024 bytes",
                "mesher.limits.headBytes");
    }

    @Test
    void aHeadMayHaveAsManyFieldsAsConfigured() throws IOException {
        String[] lines = new String[12];
        Arrays.fill(lines, "X: 1");
        lines[0] = "GET http://app/ HTTP/1.1";
        lines[1] = "Host: app";
        assertThat(mesher.askOut(head(Arrays.copyOf(lines, 11))).status()).isEqualTo(200);
        app.forget();
        assertRefused(head(lines), 431, "request.head.too.large", "10 fields", "headFields");
    }

    @ParameterizedTest
    @CsvSource({
        "/large, 'the head is longer than 1024 bytes', mesher.limits.headBytes",
        "/fields, 'the head has more than 10 fields', mesher.limits.headFields",
        "/reason, 'the first line of the head is longer than 300 bytes', mesher.limits.requestLineBytes",
        "/options, 'the Connection field has more than 32 options', 'this limit is fixed'"
    })
    void aResponseOverALimitIsNotTheInstancesFault(String path, String what, String key) throws IOException {
        // More of them in a row than an instance may fail.
        for (int i = 0; i < 8; i++) {
            Message answer = mesher.get("http://app" + path);
            assertThat(answer.status()).isEqualTo(502);
            assertThat(answer.value("x-mesher-code")).isEqualTo("upstream.too.large");
            assertThat(answer.text()).contains(what, key);
        }
        assertThat(mesher.get("http://app/").status()).isEqualTo(200);
        assertThat(mesher.admin("/v1/mesher/services").text()).doesNotContain("ejected\": true", "\"ejected\"");
    }

    @Test
    void aHeadThatDoesNotComeInTimeIsRefused() throws IOException {
        try (Wire wire = mesher.callOut()) {
            Message answer = wire.ask("GET http://app/ HTTP/1.1\r\nHost:");

            assertThat(answer.status()).isEqualTo(408);
            assertThat(answer.value("connection")).isEqualTo("close");
            assertThat(answer.text())
                    .contains("head did not arrive within 300 ms")
                    .contains("mesher.timeouts.head");
        }
        assertThat(app.requests()).isEmpty();
    }

    @Test
    void aBodyThatStopsComingIsRefused() throws IOException {
        try (Wire wire = mesher.callOut()) {
            Message answer = wire.ask(head("PUT http://app/ HTTP/1.1", "Host: app", "Content-Length: 10") + "started");

            assertThat(answer.status()).isEqualTo(408);
            assertThat(answer.value("connection")).isEqualTo("close");
            assertThat(answer.text())
                    .contains("body did not arrive within 500 ms")
                    .contains("mesher.timeouts.requestBody");
        }
    }

    @Test
    void aConnectionWithoutARequestIsClosedInTheEnd() throws IOException {
        try (Wire fresh = mesher.callOut();
                Wire used = mesher.callOut()) {
            assertThat(used.ask(GET).status()).isEqualTo(200);

            assertThat(fresh.ends()).isTrue();
            assertThat(used.ends()).isTrue();
        }
    }

    @Test
    void aResponseMayTakeLongerThanTheTimeOutsOfTheCaller(@TempDir Path home) throws IOException {
        CompletableFuture<MesherProcess> started = new CompletableFuture<>();
        try (Application slow = Application.doing(wire -> {
                    wire.read();
                    // Closed by its time-out, which began after those of the caller.
                    try (Wire later = started.join().callOut()) {
                        assertThat(later.ends()).isTrue();
                    }
                    wire.send(Application.ok("slow"));
                });
                MesherProcess other = new MesherSetup(home)
                        .service("slow", slow.address())
                        .yaml("mesher.timeouts: {head: 300ms, idle: 300ms, requestBody: 300ms}\n")
                        .start()) {
            started.complete(other);
            assertThat(other.get("http://slow/").text()).isEqualTo("slow");
        }
    }
}
