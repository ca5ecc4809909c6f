package io.mesher.it.component;

import static io.mesher.it.component.Message.head;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;
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

/** What must not wait for more: events, tunnels, 100 Continue, answers that come before the request has ended. */
@Timeout(600)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StreamingTest {
    private static final String UPGRADE =
            head("GET http://app/socket HTTP/1.1", "Host: app", "Connection: Upgrade", "Upgrade: echo/1, other");

    private final Semaphore seen = new Semaphore(0);
    private Application app;
    private MesherProcess mesher;

    @BeforeAll
    void start(@TempDir Path home) throws IOException {
        app = Application.doing(this::serve);
        mesher = new MesherSetup(home).service("app", app.address()).start();
    }

    @AfterAll
    void stop() throws IOException {
        mesher.close();
        app.close();
    }

    private void serve(Wire wire) throws IOException, InterruptedException {
        Message request = wire.readHead();
        switch (request.target()) {
            case "/events" -> {
                wire.send(head("HTTP/1.1 200 OK", "Content-Type: text/event-stream", "Transfer-Encoding: chunked"));
                for (int i = 0; i < 20; i++) {
                    wire.send("6\r\ndata:" + (char) ('a' + i) + "\r\n");
                    // Not before the caller has it.
                    seen.acquire();
                }
                wire.send("0\r\n\r\n");
            }
            case "/talk" -> {
                wire.send(head("HTTP/1.1 200 OK", "Transfer-Encoding: chunked"));
                for (byte[] chunk = wire.readChunk(); chunk.length > 0; chunk = wire.readChunk()) {
                    wire.send(Integer.toHexString(chunk.length) + "\r\n")
                            .send(chunk)
                            .send("\r\n");
                }
                wire.send("0\r\n\r\n");
            }
            case "/socket" -> {
                wire.send(head("HTTP/1.1 101 Switching Protocols", "Connection: Upgrade", "Upgrade: echo/1"));
                for (int b = wire.in().read(); b >= 0; b = wire.in().read()) {
                    wire.send(Character.toString(b + 1));
                }
                wire.send("the end");
            }
            case "/other-protocol" ->
                wire.send(head("HTTP/1.1 101 Switching Protocols", "Connection: Upgrade", "Upgrade: nonsense"));
            case "/continue" -> {
                if (request.value("expect").equals("100-continue")) {
                    wire.send(head("HTTP/1.1 100 Continue"));
                }
                wire.send(Application.ok(wire.readBody(request).text()));
            }
            case "/refuse" -> wire.send(head("HTTP/1.1 413 Content Too Large", "Content-Length: 0"));
            default -> wire.send(head("HTTP/1.1 400 Bad Request", "Content-Length: 0"));
        }
    }

    @Test
    void eventsArriveOneByOneAtOnce() throws IOException {
        try (Wire wire = mesher.callOut()) {
            wire.send(head("GET http://app/events HTTP/1.1", "Host: app", "Accept: text/event-stream"));
            assertThat(wire.readHead().value("content-type")).isEqualTo("text/event-stream");
            for (int i = 0; i < 20; i++) {
                assertThat(new String(wire.readChunk(), StandardCharsets.US_ASCII))
                        .isEqualTo("data:" + (char) ('a' + i));
                seen.release();
            }
            assertThat(wire.readChunk()).isEmpty();
        }
    }

    @Test
    void bothSidesTalkInTurnWithinOneRequest() throws IOException {
        try (Wire wire = mesher.callOut()) {
            wire.send(head("POST http://app/talk HTTP/1.1", "Host: app", "Transfer-Encoding: chunked"));
            assertThat(wire.readHead().status()).isEqualTo(200);
            for (int i = 10; i < 40; i++) {
                wire.send("2\r\n" + i + "\r\n");
                assertThat(new String(wire.readChunk(), StandardCharsets.US_ASCII))
                        .isEqualTo("" + i);
            }
            wire.send("0\r\n\r\n");
            assertThat(wire.readChunk()).isEmpty();
        }
    }

    @Test
    void anUpgradedConnectionCarriesBytesBothWays() throws IOException {
        try (Wire wire = mesher.callOut()) {
            wire.send(UPGRADE);
            Message switched = wire.readHead();
            assertThat(switched.status()).isEqualTo(101);
            assertThat(switched.value("upgrade")).isEqualTo("echo/1");
            assertThat(switched.value("connection")).isEqualToIgnoringCase("upgrade");
            for (char c = 'a'; c < 'z'; c++) {
                wire.send(Character.toString(c));
                assertThat(wire.in().read()).isEqualTo(c + 1);
            }
            wire.endOutput();
            assertThat(new String(wire.readBytes(7), StandardCharsets.US_ASCII)).isEqualTo("the end");
            assertThat(wire.ends()).isTrue();
        }
    }

    @Test
    void bytesSentTogetherWithTheUpgradeAreNotLost() throws IOException {
        try (Wire wire = mesher.callOut()) {
            wire.send(UPGRADE + "HAL");
            assertThat(wire.readHead().status()).isEqualTo(101);
            assertThat(new String(wire.readBytes(3), StandardCharsets.US_ASCII)).isEqualTo("IBM");
        }
    }

    @Test
    void aCallerThatLeavesItsTunnelEndsIt() throws IOException {
        Wire wire = mesher.callOut();
        wire.send(UPGRADE);
        assertThat(wire.readHead().status()).isEqualTo(101);
        wire.reset();

        Awaitility.await().atMost(10, TimeUnit.SECONDS).until(() -> app.openConnections() == 0);
    }

    @Test
    void aSwitchToAnotherProtocolThanAskedIsABadResponse() throws IOException {
        Message answer = mesher.askOut(
                head("GET http://app/other-protocol HTTP/1.1", "Host: app", "Connection: Upgrade", "Upgrade: echo/1"));

        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.value("x-mesher-code")).isEqualTo("upstream.malformed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Accept: */*", "Upgrade: echo/1", "Connection: Upgrade"})
    void aSwitchThatNobodyAskedForIsABadResponse(String field) throws IOException {
        Message answer = mesher.askOut(head("GET http://app/socket HTTP/1.1", "Host: app", field));

        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.text())
                .contains("101 Switching Protocols before the request's end or to something that was not asked for");
    }

    @Test
    void theApplicationItselfSaysContinue() throws IOException {
        try (Wire wire = mesher.callOut()) {
            wire.send(
                    head("PUT http://app/continue HTTP/1.1", "Host: app", "Expect: 100-continue", "Content-Length: 4"));
            assertThat(wire.readHead().startLine()).startsWith("HTTP/1.1 100 ");
            wire.send("body");
            assertThat(wire.read().text()).isEqualTo("body");
        }
    }

    @Test
    void aBodyThatIsRefusedNeedNotBeSent() throws IOException {
        try (Wire wire = mesher.callOut()) {
            wire.send(head(
                    "PUT http://app/refuse HTTP/1.1", "Host: app", "Expect: 100-continue", "Content-Length: 999999"));
            Message answer = wire.read();
            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.value("connection")).isEqualTo("close");
            assertThat(wire.ends()).isTrue();
        }
    }

    @Test
    void anExpectationThatNobodyKnowsIsRefused() throws IOException {
        Message answer = mesher.askOut(
                head("PUT http://app/continue HTTP/1.1", "Host: app", "Expect: miracles", "Content-Length: 0"));

        assertThat(answer.status()).isEqualTo(417);
    }

    @Test
    void anAnswerThatComesBeforeTheBodysEndIsReadByTheCaller() throws IOException {
        try (Wire wire = mesher.callOut()) {
            wire.send(head("PUT http://app/refuse HTTP/1.1", "Host: app", "Content-Length: " + Bulk.MIB));
            // Slowly enough that the answer is there before the end, small enough that the system takes it all.
            for (int i = 0; i < 10; i++) {
                wire.send(new byte[1000]);
            }
            Message answer = wire.read();
            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.value("connection")).isEqualTo("close");
        }
    }
}
