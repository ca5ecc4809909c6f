package io.mesher.net.http1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mesher.net.FakeStream;
import io.mesher.net.http.ConnectionFacts;
import io.mesher.net.http.ServerStream;
import io.mesher.net.listen.ConnectionEvent;
import io.mesher.net.listen.ConnectionRegistry;
import io.mesher.net.stream.TakeLimit;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** States of a server connection that a real network shows too rarely. */
class ServerConnectionStateTest {
    private final TestServer server = new TestServer();
    private final FakeStream network = new FakeStream();
    private final AtomicInteger open = new AtomicInteger();
    private final ConnectionRegistry registry = new ConnectionRegistry(open::decrementAndGet);

    @AfterEach
    void stop() {
        server.close();
        assertThat(server.fixture.failures()).isEmpty();
    }

    private Http1ServerConnection connection(ServerSettings settings) {
        return server.fixture.call(() -> {
            Http1ServerConnection connection = new Http1ServerConnection(
                    new Http1Server(server.fixture.loop(), settings, registry, server::handlers, new RequestHeads(1)),
                    network,
                    new ConnectionFacts(InetAddress.getLoopbackAddress()));
            open.incrementAndGet();
            registry.add(connection);
            connection.start();
            return connection;
        });
    }

    private void receive(Http1ServerConnection connection, String bytes) {
        server.fixture.run(() -> {
            network.receive(Wire.bytes(bytes));
            connection.onReadable();
        });
    }

    @Test
    void stopsReadingWhileAPipelinedRequestWaits() {
        Http1ServerConnection connection = connection(TestServer.PATIENT);
        server.script = (_, _) -> {};
        receive(connection, "GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\n\r\n");
        server.fixture.run(() -> assertThat(network.readWanted).isFalse());
        server.fixture.run(() -> server.last.stream.answer(TestServer.own(200, "one")));
        server.fixture.run(() -> assertThat(network.readWanted).isTrue());
        assertThat(server.heard).containsExactly("request /1", "request /2");
    }

    @Test
    void looksAtNoFurtherRequestWhileTheCallerTakesNoAnswers() {
        Http1ServerConnection connection = connection(TestServer.PATIENT);
        server.fixture.run(() -> network.takes(0));
        receive(connection, "GET /1 HTTP/1.1\r\nHost: a\r\n\r\n");
        receive(connection, "GET /2 HTTP/1.1\r\nHost: a\r\n\r\n");
        assertThat(server.heard).containsExactly("request /1");
        server.fixture.run(() -> {
            assertThat(network.readWanted).isFalse();
            network.takes(100_000);
            connection.onWritable();
        });
        assertThat(server.heard).containsExactly("request /1", "request /2");
        server.fixture.run(() -> assertThat(network.readWanted).isTrue());
    }

    @Test
    void whoHearsThatTheCallerIsGoneStillSeesTheRequest() {
        Http1ServerConnection connection = connection(TestServer.PATIENT);
        server.script = (_, _) -> {};
        receive(connection, "GET /gone HTTP/1.1\r\nHost: a\r\n\r\n");
        List<String> seen = new ArrayList<>();
        server.onFailure = stream -> seen.add(stream.request()
                .text(stream.request().pathStart(), stream.request().pathEnd()));
        server.fixture.run(connection::onBroken);
        assertThat(seen).containsExactly("/gone");
        assertThat(server.heard).containsExactly("request /gone", "failed Gone[]");
        server.fixture.run(() -> assertThat(network.closed).isTrue());
        assertThat(open).hasValue(0);
    }

    @Test
    void aRequestBeginsWithItsFirstByteNotWithAnEmptyLineBefore() {
        Http1ServerConnection connection = connection(TestServer.PATIENT);
        receive(connection, "\r\n");
        long before = later();
        long first = later();
        receive(connection, "GET / HT");
        long after = later();
        later();
        receive(connection, "no HTTP\r\n\r\n");
        assertThat(server.heard).hasSize(1);
        assertThat(server.last.began).isBetween(first, after).isGreaterThan(before);
    }

    /** The loop's clock, when it has gone on. */
    private long later() {
        long now = server.fixture.call(() -> server.fixture.loop().now());
        await().until(() -> server.fixture.call(() -> server.fixture.loop().now()) > now);
        return server.fixture.call(() -> server.fixture.loop().now());
    }

    @Test
    void aStreamRefusesToBeUsedAfterItsEnd() {
        Http1ServerConnection connection = connection(TestServer.PATIENT);
        server.script = (_, _) -> {};
        receive(connection, "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        server.fixture.run(() -> {
            ServerStream stream = server.last.stream;
            stream.abort();
            assertThat(network.reset).isTrue();
            assertThat(open).hasValue(0);
            // It may serve another caller by now, who must not get this answer.
            assertThatThrownBy(() -> stream.answer(TestServer.own(200, "late")))
                    .isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> stream.bodyWanted(true)).isInstanceOf(IllegalStateException.class);
        });
        server.fixture.run(() -> {
            network.receive(Wire.bytes("GET /late HTTP/1.1\r\nHost: a\r\n\r\n"));
            network.closed = false;
            connection.onReadable();
        });
        assertThat(server.heard).containsExactly("request /");
        assertThat(open).hasValue(0);
    }

    private static final long PERIOD = 50_000_000;

    /** Settings under which who takes less than 1,000 bytes within a moment is let go. */
    private static ServerSettings impatient(long tunnelIdleNanos) {
        return new ServerSettings(
                Wire.LIMITS,
                30 * TestServer.SECOND,
                30 * TestServer.SECOND,
                PERIOD,
                0,
                new TakeLimit(PERIOD, 1_000),
                tunnelIdleNanos);
    }

    @Test
    void aCallerThatTakesNothingOfItsResponseIsLetGo() {
        Http1ServerConnection connection = connection(impatient(0));
        server.answersFailures = false;
        server.onFailure = ServerStream::abort;
        server.script = (_, stream) -> {
            network.takes(0);
            stream.head(Messages.response("HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\n"), TestServer.NONE);
        };
        receive(connection, "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        await().until(() -> server.fixture.call(() -> network.reset));
        assertThat(server.heard).containsExactly("request /", "congested", "failed NotTaken[millis=50]");
        assertThat(open).hasValue(0);
        assertThat(registry.count(ConnectionEvent.NOT_TAKEN)).isEqualTo(1);
    }

    @Test
    void aTunnelWithoutABytePassingIsEnded() {
        Http1ServerConnection connection = connection(impatient(PERIOD));
        server.answersFailures = false;
        server.onFailure = ServerStream::abort;
        server.script = (_, stream) -> stream.switchProtocols(
                Messages.response("HTTP/1.1 101 Switching\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n"),
                TestServer.NONE);
        receive(connection, "GET / HTTP/1.1\r\nHost: a\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n");
        await().until(() -> server.fixture.call(() -> network.reset));
        assertThat(server.heard).containsExactly("request /", "failed TunnelIdle[millis=50]");
        assertThat(registry.count(ConnectionEvent.TUNNEL_IDLE)).isEqualTo(1);
        assertThat(open).hasValue(0);
    }

    @Test
    void aDefectWhileAnotherConnectionResumesThisOneEndsThisOne() {
        Http1ServerConnection connection = connection(TestServer.PATIENT);
        server.script = (_, _) -> {};
        receive(connection, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc");
        server.last.onBody = () -> {
            throw new IllegalStateException("defect");
        };
        server.fixture.run(() -> server.last.stream.bodyWanted(true));
        assertThat(server.heard).containsExactly("request /", "failed Gone[]");
        server.fixture.run(() -> assertThat(network.closed).isTrue());
        assertThat(open).hasValue(0);
        assertThat(server.fixture.failures()).hasSize(1);
        server.fixture.failures().clear();
    }

    @Test
    void aHandlerMayAnswerWithinABodyCallback() {
        server.answersFailures = true;
        Http1ServerConnection connection = connection(TestServer.PATIENT);
        server.script = (_, stream) -> {
            stream.bodyWanted(true);
            stream.answer(TestServer.own(200, "early"));
        };
        receive(connection, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nabc");
        receive(connection, "defghiGET /2 HTTP/1.1\r\nHost: a\r\n\r\n");
        server.fixture.run(() -> {
            assertThat(network.text()).contains("Connection: close").endsWith("early");
            assertThat(network.outputEnded).isTrue();
        });
        assertThat(server.heard).containsExactly("request /");
    }

    @Test
    void aConnectionThatBreaksWhileWritingTellsItsHandler() {
        Http1ServerConnection connection = connection(TestServer.PATIENT);
        server.script = (_, stream) -> {
            network.breakOff();
            stream.head(Messages.response("HTTP/1.1 200 OK\r\n\r\n"), TestServer.NONE);
        };
        receive(connection, "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        await().until(() -> server.heard.contains("failed Gone[]"));
        assertThat(server.heard).containsExactly("request /", "failed Gone[]");
        assertThat(open).hasValue(0);
    }

    @Test
    void connectionsThatComeAfterTheEndOfTheListenerAreServedOnce() {
        server.fixture.run(registry::closeIdle);
        Http1ServerConnection connection = connection(TestServer.PATIENT);
        receive(connection, "GET /1 HTTP/1.1\r\nHost: a\r\n\r\n");
        server.fixture.run(() -> {
            assertThat(network.text()).contains("Connection: close");
            // Closed when the caller has seen the end, so that nothing it sends meanwhile destroys the response.
            assertThat(network.outputEnded).isTrue();
            network.receiveEnd();
            connection.onReadable();
            assertThat(network.closed).isTrue();
        });
    }
}
