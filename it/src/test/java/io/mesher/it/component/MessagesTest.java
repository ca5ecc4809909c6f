package io.mesher.it.component;

import static io.mesher.it.component.Message.head;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages of every shape on their way through. */
@Timeout(600)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MessagesTest {
    private static final String GET = head("GET http://app/ HTTP/1.1", "Host: app");

    private Application app;
    private Application stuck;
    private MesherProcess mesher;

    @BeforeAll
    void start(@TempDir Path home) throws IOException {
        app = Application.answering(MessagesTest::answer);
        stuck = Application.doing(wire -> {
            wire.readHead();
            wire.send(head("HTTP/1.1 200 OK", "Content-Length: 100"));
            wire.ends();
        });
        mesher = new MesherSetup(home)
                .service("app", app.address())
                .service("stuck", stuck.address())
                .start();
    }

    private static String answer(Message request) {
        return switch (request.target()) {
            case "/head" -> head("HTTP/1.1 200 OK", "Content-Length: 12345");
            case "/204" -> head("HTTP/1.1 204 No Content");
            case "/304" -> head("HTTP/1.1 304 Not Modified", "Content-Length: 77", "ETag: \"x\"");
            case "/chunked" ->
                head("HTTP/1.1 200 OK", "Transfer-Encoding: chunked", "Trailer: X-Sum")
                        + "4;ext=1\r\nWiki\r\n5\r\npedia\r\n0\r\n" + head("X-Sum: 42");
            case "/padded" ->
                head("HTTP/1.1 200 OK", "Transfer-Encoding: chunked") + "4  \r\nWiki\r\n5\t;a\r\npedia\r\n0 \r\n\r\n";
            case "/hints" -> head("HTTP/1.1 103 Early Hints", "Link: </a.css>") + Application.ok("page");
            default -> Application.ok(request.method() + " " + request.target() + " " + request.text());
        };
    }

    @AfterAll
    void stop() throws IOException {
        mesher.close();
        app.close();
        stuck.close();
    }

    @Test
    void aConnectionServesAnyNumberOfRequests() throws IOException {
        try (Wire wire = mesher.callOut()) {
            for (int i = 0; i < 1000; i++) {
                Message response = wire.ask(head("GET http://app/number" + i + " HTTP/1.1", "Host: app"));
                assertThat(response.text()).isEqualTo("GET /number" + i + " ");
            }
        }
    }

    @Test
    void headsLengthIsToldAndNoBodyAwaited() throws IOException {
        try (Wire wire = mesher.callOut()) {
            wire.send(head("HEAD http://app/head HTTP/1.1", "Host: app"));
            assertThat(wire.readHead().value("content-length")).isEqualTo("12345");
            assertThat(wire.ask(GET).text()).isEqualTo("GET / ");
        }
    }

    @Test
    void aHeadsChunkedFramingIsNoBodyEither(@TempDir Path home) throws IOException {
        try (Application chunked = Application.answering(_ -> head("HTTP/1.1 200 OK", "Transfer-Encoding: chunked"));
                MesherProcess other =
                        new MesherSetup(home).service("app", chunked.address()).start();
                Wire wire = other.callOut()) {
            for (int i = 0; i < 3; i++) {
                wire.send(head("HEAD http://app/ HTTP/1.1", "Host: app"));
                assertThat(wire.readHead().status()).isEqualTo(200);
            }
            assertThat(chunked.connections()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 304})
    void statusesWithoutABodyLeaveTheConnectionUsable(int status) throws IOException {
        try (Wire wire = mesher.callOut()) {
            wire.send(head("GET http://app/" + status + " HTTP/1.1", "Host: app"));
            Message response = wire.readHead();
            assertThat(response.status()).isEqualTo(status);
            assertThat(response.has("transfer-encoding")).isFalse();
            assertThat(response.value("content-length")).isEqualTo(status == 304 ? "77" : "");
            assertThat(wire.ask(GET).text()).isEqualTo("GET / ");
        }
    }

    @Test
    void chunksAndTrailersOfAResponseArrive() throws IOException {
        try (Wire wire = mesher.callOut()) {
            Message response = wire.ask(head("GET http://app/chunked HTTP/1.1", "Host: app"));
            assertThat(response.text()).isEqualTo("Wikipedia");
            assertThat(response.trailers()).containsExactly("X-Sum: 42");
            assertThat(wire.ask(GET).text()).isEqualTo("GET / ");
        }
    }

    @Test
    void blanksAfterAChunksSizeAreRemoved() throws IOException {
        try (Wire wire = mesher.callOut()) {
            assertThat(wire.ask(head("GET http://app/padded HTTP/1.1", "Host: app"))
                            .text())
                    .isEqualTo("Wikipedia");
            String request = head("POST http://app/x HTTP/1.1", "Host: app", "Transfer-Encoding: chunked");
            assertThat(wire.ask(request + "4 \r\nWiki\r\n0\t\r\n\r\n").text()).isEqualTo("POST /x Wiki");
        }
    }

    @Test
    void chunksAndTrailersOfARequestArrive() throws IOException {
        app.forget();
        Message response = mesher.askOut(head("POST http://app/up HTTP/1.1", "Host: app", "Transfer-Encoding: chunked")
                + "3\r\nabc\r\nA;x=\"y\"\r\n0123456789\r\n0\r\n" + head("X-Check: 1"));

        assertThat(response.text()).isEqualTo("POST /up abc0123456789");
        assertThat(app.onlyRequest().trailers()).containsExactly("X-Check: 1");
        assertThat(app.onlyRequest().has("content-length")).isFalse();
    }

    @Test
    void aResponseThatEndsWithItsConnectionLeavesTheCallersOpen(@TempDir Path home) throws IOException {
        try (Application closing = Application.doing(wire -> {
                    wire.read();
                    wire.send(head("HTTP/1.1 200 OK") + "until the end");
                });
                MesherProcess other = new MesherSetup(home)
                        .service("closing", closing.address())
                        .start();
                Wire wire = other.callOut()) {
            for (int i = 0; i < 2; i++) {
                Message response = wire.ask(head("GET http://closing/ HTTP/1.1", "Host: closing"));
                assertThat(response.text()).isEqualTo("until the end");
                assertThat(response.value("transfer-encoding")).isEqualTo("chunked");
            }
        }
    }

    @Test
    void interimResponsesArePassedOn() throws IOException {
        try (Wire wire = mesher.callOut()) {
            wire.send(head("GET http://app/hints HTTP/1.1", "Host: app"));
            Message hints = wire.readHead();
            assertThat(hints.status()).isEqualTo(103);
            assertThat(hints.value("link")).isEqualTo("</a.css>");
            assertThat(wire.read().text()).isEqualTo("page");
        }
    }

    @Test
    void anOldClientGetsWhatItUnderstands() throws IOException {
        try (Wire wire = mesher.callOut()) {
            Message response = wire.ask(head("GET http://app/chunked HTTP/1.0"));
            assertThat(response.text()).isEqualTo("Wikipedia");
            assertThat(response.has("transfer-encoding")).isFalse();
            assertThat(response.value("connection")).isEqualTo("close");
            assertThat(wire.ends()).isTrue();
        }
    }

    @Test
    void anOldClientGetsNoInterimResponse() throws IOException {
        assertThat(mesher.askOut(head("GET http://app/hints HTTP/1.0")).text()).isEqualTo("page");
    }

    @Test
    void anOldClientMayKeepItsConnection() throws IOException {
        try (Wire wire = mesher.callOut()) {
            for (int i = 0; i < 2; i++) {
                Message response = wire.ask(head("GET http://app/old HTTP/1.0", "Connection: keep-alive", "Host: app"));
                assertThat(response.text()).isEqualTo("GET /old ");
                assertThat(response.value("connection")).isEqualTo("keep-alive");
            }
        }
    }

    @Test
    void pipelinedRequestsAreAnsweredInTheirOrder() throws IOException {
        try (Wire wire = mesher.callOut()) {
            StringBuilder all = new StringBuilder();
            for (int i = 0; i < 50; i++) {
                String body = "body" + i;
                all.append(head("POST http://app/" + i + " HTTP/1.1", "Host: app", "Content-Length: " + body.length()))
                        .append(body);
            }
            wire.send(all.toString());
            for (int i = 0; i < 50; i++) {
                assertThat(wire.read().text()).isEqualTo("POST /" + i + " body" + i);
            }
        }
    }

    @Test
    void aCallerThatEndedItsSideStillGetsItsResponse() throws IOException {
        try (Wire wire = mesher.callOut()) {
            wire.send(head("GET http://app/ HTTP/1.1", "Host: app", "Connection: close"));
            wire.endOutput();
            assertThat(wire.read().text()).isEqualTo("GET / ");
            assertThat(wire.ends()).isTrue();
        }
    }

    @Test
    void aCallerThatGoesAwayEndsTheUpstreamConnectionToo() throws IOException {
        Wire wire = mesher.callOut();
        wire.send(head("GET http://stuck/ HTTP/1.1", "Host: stuck"));
        assertThat(wire.readHead().status()).isEqualTo(200);
        assertThat(stuck.openConnections()).isEqualTo(1);
        wire.reset();

        Awaitility.await().atMost(10, TimeUnit.SECONDS).until(() -> stuck.openConnections() == 0);
    }

    @Test
    void aCallerThatClosesWithinALongResponseEndsTheUpstreamConnectionToo(@TempDir Path home) throws IOException {
        try (Application endless = Application.doing(wire -> {
                    wire.read();
                    wire.send(head("HTTP/1.1 200 OK", "Transfer-Encoding: chunked"));
                    while (true) {
                        wire.send("4\r\nmore\r\n");
                    }
                });
                MesherProcess other = new MesherSetup(home)
                        .service("endless", endless.address())
                        .start()) {
            Wire wire = other.callOut();
            wire.send(head("GET http://endless/ HTTP/1.1", "Host: endless"));
            assertThat(wire.readHead().status()).isEqualTo(200);
            wire.close();

            Awaitility.await().atMost(10, TimeUnit.SECONDS).until(() -> endless.openConnections() == 0);
            assertThat(endless.connections()).isEqualTo(1);
        }
    }

    @Test
    void aCallerThatGoesAwayWithinItsBodyEndsTheUpstreamConnectionToo(@TempDir Path home) throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        try (Application reading = Application.doing(wire -> {
                    wire.readHead();
                    if (new String(wire.readBytes(4), StandardCharsets.US_ASCII).equals("part") && wire.ends()) {
                        ended.countDown();
                    }
                });
                MesherProcess other = new MesherSetup(home)
                        .service("reading", reading.address())
                        .start()) {
            Wire wire = other.callOut();
            wire.send(head("POST http://reading/ HTTP/1.1", "Host: reading", "Content-Length: 1000") + "part");
            Awaitility.await().atMost(10, TimeUnit.SECONDS).until(() -> reading.openConnections() == 1);
            wire.close();

            assertThat(ended.await(120, TimeUnit.SECONDS)).isTrue();
        }
    }
}
