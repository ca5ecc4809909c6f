package io.mesher.net.tls;

import static io.mesher.net.tls.TlsFixture.ascii;
import static io.mesher.net.tls.TlsFixture.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.net.LoopFixture;
import io.mesher.net.stream.ByteStream;
import io.mesher.net.tls.TlsSettings.PeerCertificate;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Both ends of TLS connections in memory, each implementation with each. */
class TlsConnectionTest {
    private final TlsFixture tls = new TlsFixture();
    private final LoopFixture fixture = tls.fixture;
    private final Pipe[] pipe = tls.pipe;

    @AfterEach
    void close() {
        tls.close();
    }

    static Stream<Arguments> pairs() {
        return Engines.pairs();
    }

    private void connect(TlsProvider forClient, TlsProvider forServer) {
        tls.connect(Engines.client(forClient), Engines.server(forServer));
    }

    private TlsEnd client() {
        return tls.client();
    }

    private TlsEnd server() {
        return tls.server();
    }

    private void await(BooleanSupplier condition) {
        tls.await(condition);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void bothSidesAgreeOnWhatTheyFound(TlsProvider one, TlsProvider two) {
        connect(one, two);
        TlsFacts atClient = fixture.call(() -> client().stream().facts());
        TlsFacts atServer = fixture.call(() -> server().stream().facts());
        assertThat(atClient.version()).isEqualTo("TLSv1.3").isEqualTo(atServer.version());
        assertThat(atClient.cipher()).isEqualTo(atServer.cipher());
        assertThat(atClient.protocol()).isEqualTo("http/1.1").isEqualTo(atServer.protocol());
        assertThat(atServer.serverName()).isEqualTo("server.test");
        assertThat(atServer.resumed()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void bytesGoBothWays(TlsProvider one, TlsProvider two) {
        connect(one, two);
        fixture.run(() -> client().send(ascii("ping"), true));
        await(() -> server().text().equals("ping"));
        fixture.run(() -> server().send(ascii("pong"), false));
        await(() -> client().text().equals("pong"));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void manyRecordsArriveWholeInPiecesOfAnySize(TlsProvider one, TlsProvider two) {
        pipe[0].perRead = 1_000;
        pipe[1].perRead = 777;
        connect(one, two);
        byte[] up = bytes(300_000);
        byte[] down = bytes(200_001);
        fixture.run(() -> client().send(up, true));
        fixture.run(() -> server().send(down, false));
        await(() -> server().bytes().length == up.length && client().bytes().length == down.length);
        assertThat(fixture.call(() -> server().bytes())).isEqualTo(up);
        assertThat(fixture.call(() -> client().bytes())).isEqualTo(down);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void aServersFirstBytesMayBeMany(TlsProvider one, TlsProvider two) {
        tls.connect(
                Engines.client(one, Engines.keys(Engines.CLIENT), Engines.ALL),
                Engines.server(two, PeerCertificate.REQUIRED, Engines.ALL));
        byte[] down = bytes(TlsBuffers.MAX_PLAIN_BYTES * 3);
        fixture.run(() -> server().send(down, true));
        await(() -> client().bytes().length == down.length);
        assertThat(fixture.call(() -> client().bytes())).isEqualTo(down);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void aHandshakeMayComeByteByByte(TlsProvider one, TlsProvider two) {
        pipe[0].perRead = 1;
        pipe[1].perRead = 1;
        connect(one, two);
        fixture.run(() -> client().send(ascii("ping"), true));
        await(() -> server().text().equals("ping"));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void aReaderWithLittleRoomIsCalledUntilItHasAll(TlsProvider one, TlsProvider two) {
        tls.readBytes = 100;
        tls.direct = false;
        connect(one, two);
        byte[] up = bytes(50_000);
        fixture.run(() -> client().send(up, true));
        await(() -> server().bytes().length == up.length);
        assertThat(fixture.call(() -> server().bytes())).isEqualTo(up);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void aSlowNetworkHoldsUpTheWriterAndLosesNothing(TlsProvider one, TlsProvider two) {
        connect(one, two);
        pipe[0].room = 500;
        pipe[1].room = 500;
        byte[] up = bytes(100_000);
        fixture.run(() -> client().send(up, true));
        await(() -> server().bytes().length == up.length);
        assertThat(fixture.call(() -> server().bytes())).isEqualTo(up);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void aCloseSendsWhatWasWrittenAndIsTheEnd(TlsProvider one, TlsProvider two) {
        connect(one, two);
        pipe[0].room = 500;
        pipe[1].room = 500;
        byte[] last = bytes(10_000);
        fixture.run(() -> {
            server().send(last, true);
            server().stream().close();
        });
        await(() -> client().end != 0);
        assertThat(fixture.call(() -> client().end)).isEqualTo(ByteStream.END);
        assertThat(fixture.call(() -> client().bytes())).isEqualTo(last);
        await(() -> pipe[1].closed);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void aConnectionThatEndsWithoutCloseNotifyIsGone(TlsProvider one, TlsProvider two) {
        connect(one, two);
        fixture.run(() -> server().send(ascii("half a bo"), true));
        fixture.run(() -> pipe[1].cut());
        await(() -> client().end != 0);
        assertThat(fixture.call(() -> client().text())).isEqualTo("half a bo");
        assertThat(fixture.call(() -> client().end)).isEqualTo(ByteStream.GONE);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void anEndedDirectionLeavesTheOtherOne(TlsProvider one, TlsProvider two) {
        connect(one, two);
        fixture.run(() -> {
            client().send(ascii("all that I ask"), true);
            client().stream().shutdownOutput();
        });
        await(() -> server().end != 0);
        assertThat(fixture.call(() -> server().end)).isEqualTo(ByteStream.END);
        fixture.run(() -> server().send(ascii("an answer"), true));
        await(() -> client().text().equals("an answer"));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void aChangedByteEndsTheConnection(TlsProvider one, TlsProvider two) {
        connect(one, two);
        fixture.run(() -> {
            pipe[0].onTheWay = bytes -> {
                bytes[bytes.length - 1] ^= 1;
                return bytes;
            };
            client().send(ascii("ping"), true);
        });
        await(() -> server().end != 0);
        assertThat(fixture.call(() -> server().end)).isEqualTo(ByteStream.GONE);
        assertThat(fixture.call(() -> server().bytes())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void nothingOfTheContentIsOnTheWire(TlsProvider one, TlsProvider two) {
        connect(one, two);
        fixture.run(() -> client().send(ascii("my secret word"), true));
        await(() -> server().text().equals("my secret word"));
        String wire = new String(fixture.call(() -> pipe[0].sent()), StandardCharsets.ISO_8859_1);
        assertThat(wire).doesNotContain("secret").contains("server.test");
    }
}
