package io.mesher.control.health;

import static io.mesher.control.health.HealthFixture.policy;
import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.catalog.Endpoint;
import io.mesher.net.loop.EventLoop;
import io.mesher.net.pool.NameResolver;
import io.mesher.net.pool.Secured;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(600)
class ProbeTest {
    private static final Duration SHORT = Duration.ofMillis(200);

    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final EventLoop loop = new EventLoop("probe-test", failures::add);
    private final NameResolver resolver = new NameResolver();
    private final BlockingQueue<String> results = new ArrayBlockingQueue<>(10);

    @BeforeEach
    void start() {
        loop.start();
    }

    @AfterEach
    void stop() {
        loop.close();
        resolver.close();
        assertThat(failures).isEmpty();
    }

    private Probe begin(Endpoint endpoint, String service, String path, Duration timeout) {
        Probe probe = new Probe(
                new CheckNetwork(loop, resolver, ProbeTest::noTls),
                ProbeTarget.of(endpoint, service, policy(path, timeout, 1, 1)),
                results::add);
        loop.execute(probe::begin);
        return probe;
    }

    private String result() throws InterruptedException {
        String result = results.poll(120, TimeUnit.SECONDS);
        assertThat(result).as("a result within 20 s").isNotNull();
        return result;
    }

    /** What comes of an answer. Afterwards nothing is open. */
    private String resultOf(String answer, Duration timeout) throws InterruptedException {
        try (FakeInstance server = new FakeInstance(() -> answer)) {
            begin(server.endpoint(), "Server", "/", timeout);
            String result = result();
            Awaitility.await().until(() -> server.open() == 0);
            assertThat(server.accepted).hasValue(1);
            return result;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "200, ''",
        "204, ''",
        "299, ''",
        "301, status 301",
        "304, status 304",
        "404, status 404",
        "500, status 500",
        "503, status 503",
    })
    void twoHundredsAreGood(int status, String bad) throws InterruptedException {
        String body = status == 204 || status == 304 ? "" : "Content-Length: 2\r\n\r\nok";
        String answer = "HTTP/1.1 " + status + " Reason\r\n" + (body.isEmpty() ? "\r\n" : body);

        assertThat(resultOf(answer, Duration.ofSeconds(20))).isEqualTo(bad);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HTTP/1.1 100 Continue~~HTTP/1.1 200 OK~Content-Length: 0~~|''",
                "HTTP/1.0 200 OK~~until its end|''",
                "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~0~~|''",
                "HTTP/1.1 200 OK~Content-Length: 5~~abc|the connection ended during the answer",
                "HTTP/1.1 200 OK~Content-Le|the connection ended during the answer",
                "SSH-2.0-OpenSSH_9~|the answer is not valid HTTP",
                "HTTP/1.1 101 Switching Protocols~Upgrade: x~Connection: upgrade~~|the answer is not valid HTTP",
            })
    void onlyAWholeAnswerIsGood(String answer, String bad) throws InterruptedException {
        assertThat(resultOf(answer.replace("~", "\r\n"), Duration.ofSeconds(20)))
                .startsWith(bad);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 OK…", "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nab…"})
    void aHangingInstanceIsBadAfterTheTimeout(String answer) throws InterruptedException {
        assertThat(resultOf(answer, SHORT)).isEqualTo("no complete answer within 200 ms");
    }

    @Test
    void ofALongBodyTheStatusCounts() throws InterruptedException {
        String endless = "\r\nContent-Length: 100000000\r\n\r\n" + "x".repeat(100_000) + "…";

        assertThat(resultOf("HTTP/1.1 200 OK" + endless, Duration.ofSeconds(20)))
                .isEmpty();
        assertThat(resultOf("HTTP/1.1 500 Oh" + endless, Duration.ofSeconds(20)))
                .isEqualTo("status 500");
    }

    @ParameterizedTest
    @CsvSource({"Server, Server", "my.server_1, my.server_1", "a b, ENDPOINT", "größe, ENDPOINT", "a/b, ENDPOINT"})
    void asksForThePathInTheNameOfTheService(String service, String host) throws InterruptedException {
        try (FakeInstance server = new FakeInstance(() -> FakeInstance.status(200))) {
            begin(server.endpoint(), service, "/health?deep=1", Duration.ofSeconds(20));

            assertThat(result()).isEmpty();
            assertThat(server.requests)
                    .containsExactly(List.of(
                            "GET /health?deep=1 HTTP/1.1",
                            "Host: "
                                    + host.replace("ENDPOINT", server.endpoint().authority()),
                            "User-Agent: mesher",
                            "Connection: close"));
        }
    }

    @Test
    void takesNamesOfHosts() throws InterruptedException {
        try (FakeInstance server = new FakeInstance(() -> FakeInstance.status(200))) {
            begin(new Endpoint("localhost", server.endpoint().port()), "Server", "/", Duration.ofSeconds(20));
            assertThat(result()).isEmpty();
        }
    }

    @Test
    void aConnectionIsEnoughWithoutAPath() throws InterruptedException {
        try (FakeInstance server = new FakeInstance(() -> FakeInstance.status(500))) {
            begin(server.endpoint(), "Server", "", Duration.ofSeconds(20));
            assertThat(result()).isEmpty();
            Awaitility.await().until(() -> server.accepted.get() == 1 && server.open() == 0);
            assertThat(server.requests).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/"})
    void refusedIsBad(String path) throws Exception {
        // Bound, but nobody listens: a port that is free might be the probe's own, and TCP connects with itself.
        try (Socket held = new Socket()) {
            held.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));

            begin(new Endpoint("127.0.0.1", held.getLocalPort()), "Server", path, Duration.ofSeconds(20));

            assertThat(result()).isEqualTo("no connection: Connection refused");
        }
    }

    @Test
    void cancelledItEndsItsConnection() throws InterruptedException {
        try (FakeInstance server = new FakeInstance(() -> FakeInstance.NOTHING)) {
            Probe probe = begin(server.endpoint(), "Server", "/", Duration.ofSeconds(20));
            Awaitility.await().until(() -> server.requests.size() == 1);

            loop.execute(probe::cancel);
            loop.execute(probe::cancel);

            Awaitility.await().until(() -> server.open() == 0);
            assertThat(result()).isEqualTo("cancelled");
            assertThat(results).isEmpty();
        }
    }

    private static Secured noTls(String name) {
        throw new AssertionError("no instance here speaks TLS");
    }
}
