package io.mesher.net.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mesher.net.Heard;
import io.mesher.net.LoopFixture;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who says and does what when a WebSocket ends. */
@Timeout(600)
class WebSocketSessionTest {
    private static final String TOO_LONG = "ä".repeat(62);

    private final LoopFixture fixture = new LoopFixture();
    private final FakeTunnel tunnel = new FakeTunnel();
    private final Heard heard = new Heard();

    @AfterEach
    void stop() {
        fixture.close();
        assertThat(fixture.failures()).isEmpty();
    }

    @Test
    @DisplayName("RFC 6455 §5.5.3: a pong has the ping's content")
    void answersPings() {
        onLoop(session -> {
            input(session, "8903 616263");
            assertThat(sent()).isEqualTo("8a03616263");
            assertThat(heard.text()).isEqualTo("open | ping");
        });
    }

    @Test
    @DisplayName(
            "RFC 6455 §5.5.1, §7.1.1: a close frame is answered by its code; the client leaves the end to the server")
    void clientAnswersAClose() {
        onLoop(session -> {
            input(session, "8804 03e9 6279 8101 21");
            assertThat(sent()).isEqualTo("880203e9");
            assertThat(heard.text()).isEqualTo("open | closed 1001 by");
            assertThat(tunnel.ended).isFalse();
            session.onInputEnd();
            assertThat(tunnel.ended).isTrue();
            saysNothingMore(session);
        });
    }

    @Test
    @DisplayName("RFC 6455 §7.1.1: the server ends the connection once both close frames are out")
    void serverAnswersAClose() {
        onLoop(Side.SERVER, session -> {
            input(session, "8880 00000000");
            assertThat(sent()).isEqualTo("8800");
            assertThat(heard.text()).isEqualTo("open | closed 1005 ");
            assertThat(tunnel.ended).isTrue();
            saysNothingMore(session);
        });
    }

    @Test
    @DisplayName("RFC 6455 §5.5.1: nothing but the peer's close frame counts after ours")
    void waitsForThePeersClose() {
        onLoop(Side.SERVER, session -> {
            session.close(4001, "gone");
            session.close(1000, "");
            session.text("x".getBytes(UTF_8));
            session.ping();
            assertThat(sent()).isEqualTo("88060fa1676f6e65");
            input(session, "8181 00000000 21 8980 00000000 8a80 00000000");
            assertThat(tunnel.take()).isEmpty();
            assertThat(tunnel.ended).isFalse();
            input(session, "8882 00000000 03e8");
            assertThat(tunnel.take()).isEmpty();
            assertThat(tunnel.ended).isTrue();
            assertThat(heard.text()).isEqualTo("open | closed 1000 ");
        });
    }

    @ParameterizedTest
    @CsvSource({"CLIENT, true", "SERVER, false"})
    @DisplayName("RFC 6455 §7.1.7: who breaks the protocol is told why, and not listened to any more")
    void failsTheConnection(Side side, boolean inClosing) {
        onLoop(side, session -> {
            if (inClosing) {
                session.close(1000, "");
                tunnel.take();
            }
            input(session, "8300 8100");
            if (inClosing) {
                assertThat(tunnel.take()).isEmpty();
            } else {
                assertThat(tunnel.take()).startsWith(Frames.hex("8820 03ea"));
            }
            assertThat(tunnel.ended).isTrue();
            assertThat(heard.text()).isEqualTo("open | closed 1006 the peer sent a frame with a reserved opcode");
            saysNothingMore(session);
        });
    }

    @Test
    @DisplayName("RFC 6455 §7.1.5: 1006 where the connection ended without a close frame")
    void tellsOfAConnectionThatEnds() {
        onLoop(session -> {
            session.onInputEnd();
            assertThat(heard.text()).isEqualTo("open | closed 1006 the connection ended without a close frame");
            assertThat(tunnel.ended).isTrue();
            saysNothingMore(session);
        });
    }

    @Test
    void tellsOfAConnectionThatBreaks() {
        onLoop(session -> {
            session.onGone();
            assertThat(heard.text()).isEqualTo("open | closed 1006 the connection broke");
            saysNothingMore(session);
        });
    }

    @Test
    void saysNothingOfAnEndThatItsOwnerMade() {
        onLoop(session -> {
            session.abort();
            assertThat(tunnel.aborted).isTrue();
            assertThat(tunnel.take()).isEmpty();
            saysNothingMore(session);
            assertThat(heard.text()).isEqualTo("open");
        });
    }

    @Test
    void opensWithTheFirstBytesAtTheLatest() {
        fixture.run(() -> {
            WebSocketSession session = new WebSocketSession(Side.CLIENT, fixture.loop(), tunnel, 100, heard);
            input(session, "8101 21");
            session.open();
            assertThat(heard.text()).isEqualTo("open | !");
        });
    }

    @Test
    void readsNoMoreFromAPeerThatDoesNotTakeItsAnswers() {
        onLoop(session -> {
            session.onCongested();
            assertThat(tunnel.inputWanted).isFalse();
            session.onDrained();
            assertThat(tunnel.inputWanted).isTrue();
        });
    }

    @Test
    void refusesToCloseByWhatNoFrameMayHave() {
        onLoop(session -> {
            for (int code : new int[] {0, 999, 1004, 1005, 1006, 1015, 2999, 5000}) {
                assertThatThrownBy(() -> session.close(code, "")).isInstanceOf(IllegalArgumentException.class);
            }
            assertThatThrownBy(() -> session.close(1000, TOO_LONG)).isInstanceOf(IllegalArgumentException.class);
            session.close(1000, TOO_LONG.substring(1));
            assertThat(tunnel.take()).hasSize(2 + 4 + 2 + 122);
        });
    }

    @Test
    @DisplayName("RFC 6455 §7.1.3: the peer's close frame is awaited for a bounded time, and so is its end")
    void endsTheConnectionWhenNoAnswerComes() {
        FakeTunnel other = new FakeTunnel();
        Heard otherHeard = new Heard();
        onLoop(session -> session.close(1000, ""));
        fixture.run(() -> {
            WebSocketSession answered = new WebSocketSession(Side.SERVER, fixture.loop(), other, 100, otherHeard);
            input(answered, "8880 00000000");
        });
        await().until(() -> fixture.call(() -> tunnel.aborted && other.aborted));
        assertThat(heard.text()).isEqualTo("open | closed 1006 no close frame within 5000 ms after ours");
        assertThat(otherHeard.text()).isEqualTo("open | closed 1005 ");
    }

    private interface Script {
        void run(WebSocketSession session);
    }

    private void onLoop(Script script) {
        onLoop(Side.CLIENT, script);
    }

    private void onLoop(Side side, Script script) {
        fixture.run(() -> {
            WebSocketSession session = new WebSocketSession(side, fixture.loop(), tunnel, 100, heard);
            session.open();
            script.run(session);
        });
    }

    private void saysNothingMore(WebSocketSession session) {
        String before = heard.text();
        session.text("x".getBytes(UTF_8));
        session.ping();
        session.close(1000, "");
        ByteBuffer more = ByteBuffer.wrap(Frames.hex("8101 21 8900 8800"));
        session.onInput(more);
        assertThat(more.hasRemaining()).isFalse();
        session.onInputEnd();
        session.onGone();
        assertThat(tunnel.take()).isEmpty();
        assertThat(heard.text()).isEqualTo(before);
        assertThat(session.isCongested()).isFalse();
    }

    private static void input(WebSocketSession session, String hex) {
        session.onInput(ByteBuffer.wrap(Frames.hex(hex)));
    }

    /** The frame that was sent since the last time, without its mask; empty for none. */
    private String sent() {
        byte[] frame = tunnel.take();
        if (frame.length == 0 || frame[1] >= 0) {
            return HexFormat.of().formatHex(frame);
        }
        frame[1] &= 0x7f;
        for (int i = 6; i < frame.length; i++) {
            frame[i] ^= frame[2 + (i - 6) % 4];
        }
        String hex = HexFormat.of().formatHex(frame);
        return hex.substring(0, 4) + hex.substring(12);
    }
}
