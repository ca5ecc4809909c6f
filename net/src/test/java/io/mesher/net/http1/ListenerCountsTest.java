package io.mesher.net.http1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mesher.net.RawPeer;
import io.mesher.net.listen.ConnectionEvent;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a listener counts of its connections. */
@Timeout(600)
class ListenerCountsTest {
    @Test
    void anOrderlyEndOfEitherSide() {
        try (TestServer server = new TestServer()) {
            try (RawPeer client = server.connect()) {
                client.send("GET /1 HTTP/1.1\r\nHost: a\r\n\r\n");
                client.readTo("/1");
            }
            try (RawPeer client = server.connect()) {
                client.send("GET /2 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
                client.readToEnd();
            }
            assertEnds(server, 2, Map.of(ConnectionEvent.CLOSED, 2L));
        }
    }

    @Test
    void timeOuts() {
        try (TestServer server =
                new TestServer(TestServer.times(TestServer.SHORT, 2 * TestServer.SHORT, TestServer.SHORT), 100)) {
            List<RawPeer> clients = new ArrayList<>();
            for (String sent : List.of("", "GET /", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nab")) {
                RawPeer client = server.connect();
                clients.add(client);
                client.send(sent);
            }
            clients.forEach(RawPeer::readToEnd);
            clients.forEach(RawPeer::close);
            assertEnds(
                    server,
                    3,
                    Map.of(
                            ConnectionEvent.IDLE,
                            1L,
                            ConnectionEvent.HEAD_TIMED_OUT,
                            1L,
                            ConnectionEvent.BODY_TIMED_OUT,
                            1L));
        }
    }

    @Test
    void brokenByTheCallerAndAbortedByUs() {
        try (TestServer server = new TestServer()) {
            server.script = (_, _) -> {};
            RawPeer leaving = server.connect();
            leaving.send("POST /1 HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nab");
            await().until(() -> server.heard.contains("request /1"));
            TestServer.Handler first = server.last;
            leaving.close();
            server.fixture.run(() -> first.stream.bodyWanted(true));
            await().until(() -> server.open.get() == 0);
            try (RawPeer cut = server.connect()) {
                cut.send("GET /2 HTTP/1.1\r\nHost: a\r\n\r\n");
                await().until(() -> server.heard.contains("request /2"));
                TestServer.Handler second = server.last;
                server.fixture.run(() -> second.stream.abort());
                await().until(() -> server.open.get() == 0);
            }
            assertEnds(server, 2, Map.of(ConnectionEvent.BROKEN, 1L, ConnectionEvent.ABORTED, 1L));
        }
    }

    @Test
    void refusedAtTheLimit() {
        try (TestServer server = new TestServer(TestServer.PATIENT, 1);
                RawPeer first = server.connect()) {
            first.send("GET /1 HTTP/1.1\r\nHost: a\r\n\r\n");
            first.readTo("/1");
            try (RawPeer second = server.connect()) {
                assertThat(second.readToEnd()).isEmpty();
            }
            await().until(() -> server.listener.count(ConnectionEvent.REFUSED) == 1);
            assertThat(server.listener.count(ConnectionEvent.ACCEPTED)).isEqualTo(1);
            assertThat(server.listener.openConnections()).isEqualTo(1);
        }
    }

    /** Every connection has ended, and in these ways. */
    private static void assertEnds(TestServer server, long accepted, Map<ConnectionEvent, Long> ends) {
        await().until(() -> server.open.get() == 0);
        Map<ConnectionEvent, Long> counted = new EnumMap<>(ConnectionEvent.class);
        for (ConnectionEvent event : ConnectionEvent.values()) {
            if (server.listener.count(event) > 0) {
                counted.put(event, server.listener.count(event));
            }
        }
        assertThat(counted.remove(ConnectionEvent.ACCEPTED)).isEqualTo(accepted);
        assertThat(counted).isEqualTo(ends);
    }
}
