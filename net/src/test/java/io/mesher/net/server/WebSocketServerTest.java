package io.mesher.net.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mesher.net.ApiServer;
import io.mesher.net.Heard;
import io.mesher.net.RawPeer;
import io.mesher.net.websocket.WebSocket;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Our server's WebSockets, as a client on a plain socket sees them. */
@Timeout(600)
class WebSocketServerTest {
    /** The example of RFC 6455 §1.3. */
    private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

    private static final String HANDSHAKE = "GET / HTTP/1.1\r\nHost: a\r\nConnection: keep-alive, Upgrade\r\n"
            + "Upgrade: h2c, WebSocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: " + KEY + "\r\n\r\n";

    private final List<Heard> accepted = new CopyOnWriteArrayList<>();
    private final ApiServer server = new ApiServer((_, reply) -> {
        Heard heard = new Heard();
        accepted.add(heard);
        reply.webSocket(heard, 100);
    });

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    @DisplayName("RFC 6455 §4.2.2: the answer to a handshake")
    void answersAHandshake() {
        try (RawPeer client = server.connect()) {
            client.send(HANDSHAKE);
            assertThat(client.readHead())
                    .isEqualTo(String.join(
                            "\r\n",
                            "HTTP/1.1 101 Switching Protocols",
                            "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=",
                            "Connection: Upgrade",
                            "Upgrade: websocket",
                            "",
                            ""));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET / HTTP/1.1~ | POST / HTTP/1.1~Content-Length: 0~ | 400",
                "GET / HTTP/1.1~ | GET / HTTP/1.0~ | 400",
                "GET / HTTP/1.1~ | GET / HTTP/1.1~Content-Length: 0~ | 101",
                "Connection: keep-alive, Upgrade~ | '' | 400",
                "Connection: keep-alive, Upgrade~ | Connection: upgrade~ | 101",
                "Upgrade: h2c, WebSocket~ | '' | 400",
                "Upgrade: h2c, WebSocket~ | Upgrade: h2c~ | 400",
                "Upgrade: h2c, WebSocket~ | Upgrade: h2c~Upgrade: websocket~ | 101",
                "Sec-WebSocket-Version: 13~ | '' | 426",
                "Sec-WebSocket-Version: 13~ | Sec-WebSocket-Version: 8~ | 426",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==~ | '' | 400",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==~ | Sec-WebSocket-Key: ~ | 400",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==~ | Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25j~ | 400",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==~ | Sec-WebSocket-Key: !GhlIHNhbXBsZSBub25jZQ==~ | 400",
            })
    @DisplayName("RFC 6455 §4.2.1, §4.4: what a handshake must have")
    void checksHandshakes(String part, String instead, String status) {
        String request = HANDSHAKE.replace(part.replace("~", "\r\n"), instead.replace("~", "\r\n"));
        assertThat(request).isNotEqualTo(HANDSHAKE);
        try (RawPeer client = server.connect()) {
            client.send(request);
            String head = client.readHead();
            assertThat(head).startsWith("HTTP/1.1 " + status);
            if (status.equals("426")) {
                assertThat(head).contains("Sec-WebSocket-Version: 13\r\n", "Upgrade: websocket\r\n");
            }
            if (!status.equals("101")) {
                assertThat(accepted.getFirst().end())
                        .isEqualTo("closed 0 the request does not ask rightly for a WebSocket");
            }
        }
    }

    @Test
    void keepsTheConnectionOfARefusedHandshake() {
        try (RawPeer client = server.connect()) {
            client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n" + HANDSHAKE);
            assertThat(client.readHead()).startsWith("HTTP/1.1 400");
            assertThat(client.readHead()).contains("HTTP/1.1 101");
        }
    }

    @Test
    @DisplayName("RFC 6455 §5.4: parts of a message with a ping between them, sent with the handshake")
    void readsWhatComesWithTheHandshake() {
        try (RawPeer client = server.connect()) {
            client.send(HANDSHAKE + "\u0001\u0083\0\0\0\0abc\u0089\u0082\0\0\0\0hi\u0080\u0083\0\0\0\0def");
            client.readHead();
            assertThat(client.read(4)).isEqualTo("\u008a\u0002hi");
            Heard heard = accepted.getFirst();
            heard.awaits("abcdef");
            server.fixture.run(() -> heard.socket().text("hä".getBytes(UTF_8)));
            assertThat(client.read(5)).isEqualTo("\u0081\u0003h\u00c3\u00a4");
            client.send("\u0088\u0082\0\0\0\0\u0003\u00e9");
            assertThat(client.readToEnd()).isEqualTo("\u0088\u0002\u0003\u00e9");
            assertThat(heard.end()).isEqualTo("open | ping | abcdef | closed 1001 ");
        }
        await().until(() -> server.open.get() == 0);
    }

    @Test
    void opensLate() {
        List<ApiReply> replies = new CopyOnWriteArrayList<>();
        try (ApiServer late = new ApiServer((_, reply) -> replies.add(reply));
                RawPeer client = late.connect()) {
            client.send(HANDSHAKE + "\u0081\u0081\0\0\0\0x");
            await().until(() -> replies.size() == 1);
            Heard heard = new Heard();
            late.fixture.run(() -> replies.getFirst().webSocket(heard, 100));
            assertThat(client.readHead()).startsWith("HTTP/1.1 101");
            heard.awaits("x");
            assertThat(heard.text()).isEqualTo("open | x");
        }
    }

    @Test
    void tellsTheListenerOfACallerThatHasGone() {
        List<ApiReply> replies = new CopyOnWriteArrayList<>();
        try (ApiServer late = new ApiServer((_, reply) -> replies.add(reply))) {
            try (RawPeer client = late.connect()) {
                client.send(HANDSHAKE);
                await().until(() -> replies.size() == 1);
                client.reset();
            }
            await().until(() -> late.open.get() == 0);
            Heard heard = new Heard();
            late.fixture.run(() -> replies.getFirst().webSocket(heard, 100));
            assertThat(heard.text()).isEqualTo("closed 0 the caller has gone");
        }
    }

    @Test
    @DisplayName("RFC 6455 §5.1: a frame without mask ends it with 1002")
    void refusesFramesWithoutMask() {
        try (RawPeer client = server.connect()) {
            client.send(HANDSHAKE + "\u0081\u0001x");
            client.readHead();
            assertThat(client.readToEnd()).startsWith("\u0088").contains("\u0003\u00eaa client's frame without mask");
            assertThat(accepted.getFirst().end())
                    .isEqualTo("open | closed 1006 the peer sent a client's frame without mask");
        }
    }

    @Test
    void doesNotCollectForAPeerThatPingsAndDoesNotRead() {
        String pings = ("\u0089\u00fd\0\0\0\0" + "x".repeat(125)).repeat(500);
        try (RawPeer client = server.connect()) {
            client.send(HANDSHAKE);
            client.readHead();
            Heard heard = accepted.getFirst();
            Thread sender = Thread.ofVirtual().start(() -> {
                try {
                    // Far more than what fits between the two.
                    for (int i = 0; i < 1_000; i++) {
                        client.send(pings);
                    }
                } catch (UncheckedIOException _) {
                    // The end of the test.
                }
            });
            await().until(() -> server.fixture.call(heard.socket()::isCongested));
            int before = heard.all.size();
            await().during(Duration.ofMillis(300)).until(() -> heard.all.size() - before < 5_000);
            assertThat(sender.isAlive()).isTrue();
            server.fixture.run(heard.socket()::abort);
        }
        await().until(() -> server.open.get() == 0);
    }

    @Test
    void tellsThatAPeerDoesNotReadInTime() {
        try (RawPeer client = RawPeer.connectSlow(server.address())) {
            client.send(HANDSHAKE);
            client.readHead();
            WebSocket socket = accepted.getFirst().socket();
            byte[] text = new byte[64 * 1024];
            server.fixture.run(() -> {
                for (int i = 0; i < 1_000 && !socket.isCongested(); i++) {
                    socket.text(text);
                    server.fixture.loop().releaseWriteBuffer();
                }
                assertThat(socket.isCongested()).isTrue();
                socket.abort();
                assertThat(socket.isCongested()).isFalse();
            });
        }
        await().until(() -> server.open.get() == 0);
        assertThat(accepted.getFirst().text()).isEqualTo("open");
    }
}
