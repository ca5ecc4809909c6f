package io.mesher.net.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mesher.net.ApiServer;
import io.mesher.net.Heard;
import io.mesher.net.RawPeer;
import io.mesher.net.RawServer;
import io.mesher.net.websocket.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Our client's WebSockets, over real sockets: at our server, and at one that a test scripts. */
@Timeout(600)
class WebSocketCallTest {
    private static final int MAX_BYTES = 1000;

    private final List<Heard> accepted = new CopyOnWriteArrayList<>();
    private final ApiServer server = new ApiServer((request, reply) -> {
        if (request.path().equals("/refused")) {
            reply.send(ApiServer.response(404, "nothing is here\n"));
            return;
        }
        Heard heard = new Echo();
        accepted.add(heard);
        reply.webSocket(heard, MAX_BYTES);
    });
    private final CallerFixture client = new CallerFixture();

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void carriesTextsPingsAndPongsBothWays() {
        Heard ours = open("/watch?x=1");
        onClient(() -> {
            ours.socket().text("häs".getBytes(UTF_8));
            ours.socket().text("x".repeat(200).getBytes(UTF_8));
            ours.socket().ping();
        });
        ours.awaits("pong");
        Heard theirs = accepted.getFirst();
        server.fixture.run(theirs.socket()::ping);
        theirs.awaits("pong");
        onClient(() -> ours.socket().close(WebSocket.NORMAL, "done"));
        assertThat(ours.end()).isEqualTo("open | echo häs | 205 characters | pong | ping | closed 1000 ");
        assertThat(theirs.end()).isEqualTo("open | häs | 200 characters | ping | pong | closed 1000 done");
        await().until(() -> server.open.get() == 0);
    }

    @Test
    void isClosedByTheServer() {
        Heard ours = open("/");
        Heard theirs = accepted.getFirst();
        server.fixture.run(() -> theirs.socket().close(4001, "not here"));
        assertThat(ours.end()).isEqualTo("open | closed 4001 not here");
        assertThat(theirs.end()).isEqualTo("open | closed 4001 ");
        await().until(() -> server.open.get() == 0);
        await().until(() -> openSockets() == 0);
    }

    @Test
    void hearsOfAnAbruptEndOnEitherSide() {
        Heard ours = open("/");
        server.fixture.run(accepted.getFirst().socket()::abort);
        assertThat(ours.end()).isEqualTo("open | closed 1006 the connection broke");

        Heard others = open("/");
        onClient(others.socket()::abort);
        assertThat(accepted.getLast().end())
                .isIn(
                        "open | closed 1006 the connection ended without a close frame",
                        "open | closed 1006 the connection broke");
        assertThat(others.text()).isEqualTo("open");
    }

    @Test
    @DisplayName("RFC 6455 §7.4.1: 1009 for a message that is too long, on both sides")
    void refusesLongMessages() {
        Heard ours = open("/");
        onClient(() -> ours.socket().text(new byte[MAX_BYTES + 1]));
        assertThat(ours.end()).isEqualTo("open | closed 1009 a message of more than 1000 bytes");
        assertThat(accepted.getFirst().end())
                .isEqualTo("open | closed 1006 the peer sent a message of more than 1000 bytes");

        Heard others = open("/");
        server.fixture.run(() -> accepted.getLast().socket().text(new byte[64 * 1024 + 1]));
        assertThat(others.end()).isEqualTo("open | closed 1006 the peer sent a message of more than 65536 bytes");
        assertThat(accepted.getLast().end()).isEqualTo("open | closed 1009 a message of more than 65536 bytes");
    }

    @Test
    void leavesTheConnectionsToTheCalls() {
        List<Heard> many = new CopyOnWriteArrayList<>();
        for (int i = 0; i < 10; i++) {
            many.add(open("/"));
        }
        assertThat(client.finish(CallerFixture.get(server.port(), "/refused"))).isEqualTo("404 nothing is here\n");
        onClient(() -> many.forEach(heard -> heard.socket().close(1000, "")));
        await().until(() -> server.open.get() <= 1 && openSockets() == 0);
    }

    @Test
    void tellsWhatTheServerAnsweredInstead() {
        Heard heard = start(server.port(), "/refused", Duration.ofSeconds(20));
        assertThat(heard.end()).isEqualTo("closed 0 status 404: nothing is here");
        await().until(() -> openSockets() == 0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Sec-WebSocket-Accept: AAAAAAAAAAAAAAAAAAAAAAAAAAA=~ | 101 without the Sec-WebSocket-Accept that belongs to the request",
                "'' | 101 without the Sec-WebSocket-Accept that belongs to the request",
                "RIGHTSec-WebSocket-Extensions: x~ | 101 with an extension or a subprotocol that was not asked for",
                "RIGHTSec-WebSocket-Protocol: x~ | 101 with an extension or a subprotocol that was not asked for",
            })
    @DisplayName("RFC 6455 §4.1: an answer that doesn't belong to the handshake is refused")
    void checksTheAnswer(String fields, String wrong) {
        try (RawServer raw = new RawServer(peer -> {
            peer.send(switching(peer.readHead(), fields));
            peer.readToEnd();
        })) {
            assertThat(start(raw.port(), "/", Duration.ofSeconds(20)).end()).isEqualTo("closed 0 " + wrong);
        }
    }

    @Test
    @DisplayName("RFC 6455 §5.4: parts of a message with a ping between them, right behind the handshake")
    void readsWhatComesWithTheHandshake() {
        try (RawServer raw = new RawServer(peer -> {
            String head = peer.readHead();
            assertThat(head)
                    .contains("\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n", "\r\nSec-WebSocket-Version: 13\r\n");
            peer.send(switching(head, "RIGHT") + "\u0001\u0003abc\u0089\u0000\u0080\u0003def\u0088\u0002\u0003\u00e8");
            peer.readToEnd();
        })) {
            assertThat(start(raw.port(), "/", Duration.ofSeconds(20)).end())
                    .isEqualTo("open | ping | abcdef | closed 1000 ");
        }
    }

    @Test
    void isGivenUpWhenNoAnswerComes() {
        try (RawServer raw = new RawServer(RawPeer::readToEnd)) {
            assertThat(start(raw.port(), "/", Duration.ofMillis(200)).end())
                    .isEqualTo("closed 0 no answer within 200 ms");
        }
    }

    @Test
    void staysOpenBeyondTheTimeForItsHandshake() {
        Heard heard = start(server.port(), "/", Duration.ofSeconds(1));
        heard.awaits("open");
        // A call that times out later than the WebSocket would.
        try (RawServer silent = new RawServer(RawPeer::readToEnd)) {
            client.finish(CallerFixture.request("GET", silent.port(), "/", "", Duration.ofMillis(1_100)));
        }
        onClient(() -> heard.socket().ping());
        heard.awaits("pong");
        assertThat(heard.text()).isEqualTo("open | pong");
    }

    @Test
    void isCancelledBeforeItOpensAndNotAfterwards() {
        Heard heard = new Heard();
        onClient(() -> client.caller
                .webSocket(CallerFixture.get(server.port(), "/"), heard)
                .cancel());
        Heard open = new Heard();
        Caller.Call call =
                client.fixture.call(() -> client.caller.webSocket(CallerFixture.get(server.port(), "/"), open));
        open.awaits("open");
        onClient(call::cancel);
        onClient(() -> open.socket().ping());
        open.awaits("pong");
        assertThat(heard.all).isEmpty();
    }

    private Heard open(String target) {
        Heard heard = start(server.port(), target, Duration.ofSeconds(20));
        heard.awaits("open");
        return heard;
    }

    private Heard start(int port, String target, Duration timeout) {
        Heard heard = new Heard();
        onClient(() -> client.caller.webSocket(CallerFixture.request("GET", port, target, "", timeout), heard));
        return heard;
    }

    private int openSockets() {
        return client.fixture.call(
                () -> client.caller.pools().to("127.0.0.1", server.port(), true).openConnections());
    }

    private void onClient(Runnable task) {
        client.fixture.run(task);
    }

    private static String switching(String request, String fields) {
        int key = request.indexOf("Sec-WebSocket-Key: ") + 19;
        String accept = RightAnswer.to(request.substring(key, key + 24));
        return "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                + fields.replace("RIGHT", "Sec-WebSocket-Accept: " + accept + "\r\n")
                        .replace("~", "\r\n") + "\r\n";
    }

    private static final class Echo extends Heard {
        @Override
        public void onText(byte[] utf8) {
            super.onText(utf8);
            socket().text(("echo " + new String(utf8, UTF_8)).getBytes(UTF_8));
        }
    }
}
