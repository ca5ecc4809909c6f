package io.mesher.net.http1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mesher.net.LoopFixture;
import io.mesher.net.RawPeer;
import io.mesher.net.listen.ServerProtocol;
import io.mesher.net.listen.TcpListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The limits of a listener: number and end. {@link ServerConnectionTimeTest} has those of time. */
@Timeout(600)
class TcpListenerTest {
    @Test
    void takesNoMoreConnectionsThanItsLimit() {
        try (TestServer server = new TestServer(TestServer.PATIENT, 2)) {
            RawPeer first = server.connect();
            RawPeer second = server.connect();
            await().until(() -> server.open.get() == 2);
            try (RawPeer third = server.connect()) {
                assertThat(third.readToEnd()).isEmpty();
            }
            first.close();
            await().until(() -> server.open.get() == 1);
            try (RawPeer fourth = server.connect()) {
                fourth.send("GET /4 HTTP/1.1\r\nHost: a\r\n\r\n");
                assertThat(fourth.readTo("/4")).startsWith("HTTP/1.1");
            }
            second.close();
        }
    }

    @Test
    void answersWithCloseWhileItDrains() {
        try (TestServer server = new TestServer();
                RawPeer client = server.connect()) {
            client.send("GET /1st HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(client.readTo("/1st")).doesNotContain("Connection:");
            server.listener.drain();
            server.fixture.run(() -> {});
            client.send("GET /2nd HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(client.readToEnd()).contains("Connection: close\r\n").endsWith("/2nd");
            try (RawPeer other = server.connect()) {
                other.send("GET /3rd HTTP/1.1\r\nHost: a\r\n\r\n");
                assertThat(other.readToEnd()).contains("Connection: close\r\n").endsWith("/3rd");
            }
        }
    }

    @Test
    void closesIdleConnectionsAndFinishesTheOthers() {
        try (TestServer server = new TestServer();
                RawPeer idle = server.connect();
                RawPeer busy = server.connect()) {
            server.script = (_, _) -> {};
            busy.send("GET /busy HTTP/1.1\r\nHost: a\r\n\r\n");
            await().until(() -> server.open.get() == 2 && server.heard.contains("request /busy"));
            TestServer.Handler handler = server.last;
            server.listener.close();
            assertThat(idle.readToEnd()).isEmpty();
            server.fixture.run(() -> handler.stream.answer(TestServer.own(200, "done")));
            assertThat(busy.readToEnd()).contains("Connection: close\r\n").endsWith("done");
            // The selector lets go of the socket in the loop's next turn.
            await().until(() -> isRefused(server));
        }
    }

    @Test
    void aDefectInTheMakingOfAConnectionCostsOnlyThatOne() throws IOException {
        AtomicBoolean failing = new AtomicBoolean(true);
        try (TestServer handlers = new TestServer()) {
            AtomicInteger open = new AtomicInteger();
            try (TcpListener listener = TcpListener.bind(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                    List.of(handlers.fixture.loop()),
                    (loop, registry) -> {
                        ServerProtocol http = Http1Server.protocols(TestServer.PATIENT, 1, _ -> handlers.handlers())
                                .on(loop, registry);
                        return (stream, facts) -> {
                            if (failing.getAndSet(false)) {
                                throw new IllegalStateException("defect");
                            }
                            return http.connect(stream, facts);
                        };
                    },
                    open,
                    1,
                    e -> handlers.fixture.failures().add(e))) {
                listener.start();
                try (RawPeer unlucky = RawPeer.connect(listener.address())) {
                    assertThat(unlucky.readToEnd()).isEmpty();
                }
                await().until(() -> open.get() == 0);
                try (RawPeer next = RawPeer.connect(listener.address())) {
                    next.send("GET /next HTTP/1.1\r\nHost: a\r\n\r\n");
                    assertThat(next.readTo("/next")).startsWith("HTTP/1.1 200");
                }
            }
            assertThat(handlers.fixture.failures()).hasSize(1);
            handlers.fixture.failures().clear();
        }
    }

    private static boolean isRefused(TestServer server) {
        try (RawPeer _ = server.connect()) {
            return false;
        } catch (UncheckedIOException e) {
            return e.getMessage().contains("refused");
        }
    }

    @Test
    void aHandlerThatCannotBeMadeCostsOneConnectionOnly() throws IOException {
        try (LoopFixture fixture = new LoopFixture();
                TestServer handlers = new TestServer()) {
            AtomicBoolean failing = new AtomicBoolean(true);
            AtomicInteger open = new AtomicInteger();
            try (TcpListener listener = TcpListener.bind(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                    List.of(fixture.loop()),
                    Http1Server.protocols(
                            TestServer.PATIENT,
                            1,
                            _ -> handlers.handlers(() -> {
                                if (failing.getAndSet(false)) {
                                    throw new IllegalStateException("defect");
                                }
                            })),
                    open,
                    10,
                    fixture.failures()::add)) {
                listener.start();
                try (RawPeer client = RawPeer.connect(listener.address())) {
                    client.send("GET /bad HTTP/1.1\r\nHost: a\r\n\r\n");
                    assertThat(client.readToEnd()).isEmpty();
                }
                await().until(() -> open.get() == 0);
                try (RawPeer client = RawPeer.connect(listener.address())) {
                    client.send("GET /ok HTTP/1.1\r\nHost: a\r\n\r\n");
                    assertThat(client.readTo("/ok")).startsWith("HTTP/1.1 200");
                }
            }
            assertThat(fixture.failures()).singleElement().isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void aHandlerThatFailsCostsItsConnectionOnly() {
        try (TestServer server = new TestServer()) {
            server.script = (_, _) -> {
                throw new IllegalStateException("defect");
            };
            try (RawPeer client = server.connect()) {
                client.send("GET /bad HTTP/1.1\r\nHost: a\r\n\r\n");
                assertThat(client.readToEnd()).isEmpty();
            }
            await().until(() -> server.open.get() == 0 && server.heard.size() == 2);
            assertThat(server.heard).containsExactly("request /bad", "failed Gone[]");
            server.script = TestServer.Handler::echo;
            try (RawPeer client = server.connect()) {
                client.send("GET /good HTTP/1.1\r\nHost: a\r\n\r\n");
                assertThat(client.readTo("/good")).startsWith("HTTP/1.1 200");
            }
            assertThat(server.fixture.failures()).singleElement().isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void findsAPortInUseWhenItBinds() {
        try (TestServer server = new TestServer()) {
            assertThatThrownBy(() -> TcpListener.bind(
                            server.listener.address(),
                            List.of(server.fixture.loop()),
                            Http1Server.protocols(TestServer.PATIENT, 1, _ -> server.handlers()),
                            new AtomicInteger(),
                            1,
                            _ -> {}))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("in use");
        }
    }

    @Test
    void dealsConnectionsOutToAllLoops() throws IOException {
        try (LoopFixture first = new LoopFixture();
                LoopFixture second = new LoopFixture();
                TestServer handlers = new TestServer()) {
            Set<Object> used = ConcurrentHashMap.newKeySet();
            AtomicInteger open = new AtomicInteger();
            try (TcpListener listener = TcpListener.bind(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                    List.of(first.loop(), second.loop()),
                    Http1Server.protocols(
                            TestServer.PATIENT,
                            2,
                            loop -> handlers.handlers(() -> {
                                assertThat(loop.isInLoop()).isTrue();
                                used.add(loop);
                            })),
                    open,
                    10,
                    first.failures()::add)) {
                listener.start();
                for (int i = 0; i < 4; i++) {
                    try (RawPeer client = RawPeer.connect(listener.address())) {
                        client.send("GET /ok HTTP/1.1\r\nHost: a\r\n\r\n");
                        assertThat(client.readTo("/ok")).startsWith("HTTP/1.1 200");
                    }
                }
                assertThat(used).containsExactlyInAnyOrder(first.loop(), second.loop());
                await().until(() -> open.get() == 0);
            }
        }
    }
}
