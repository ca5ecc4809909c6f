package io.mesher.net.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mesher.net.FullServer;
import io.mesher.net.RawPeer;
import io.mesher.net.RawServer;
import io.mesher.net.pool.UpstreamPool.Wanted;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class UpstreamPoolTest {
    @Test
    @DisplayName("RFC 9112 §9.3: a connection takes the next request")
    void usesAConnectionAgain() {
        try (PoolFixture upstream = new PoolFixture(PoolFixture::echo)) {
            assertThat(upstream.finish(Call.get("/1")).all()).isEqualTo("new | response 200 | /1 | end 0");
            assertThat(upstream.finish(Call.get("/2"), Wanted.CHECKED).all())
                    .isEqualTo("reused | response 200 | /2 | end 0");
            assertThat(upstream.finish(Call.get("/3"), Wanted.FRESH).all())
                    .isEqualTo("new | response 200 | /3 | end 0");
            assertThat(upstream.server.accepted).hasSize(2);
            assertThat(upstream.open()).isEqualTo(2);
            upstream.fixture.run(upstream.pool::closeIdle);
            assertThat(upstream.open()).isZero();
        }
    }

    @Test
    void forgetsAConnectionThatTheUpstreamClosed() {
        try (PoolFixture upstream = new PoolFixture(peer -> {
            peer.readHead();
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        })) {
            for (int i = 0; i < 3; i++) {
                assertThat(upstream.finish(Call.get("/")).all()).isEqualTo("new | response 200 | end 0");
                await().until(() -> upstream.open() == 0);
            }
        }
    }

    @Test
    void aReusedConnectionThatClosesTellsThatNothingCame() {
        try (PoolFixture upstream = new PoolFixture(peer -> {
            peer.readHead();
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
            peer.readHead();
        })) {
            upstream.finish(Call.get("/1"));
            Call second = upstream.finish(Call.get("/2"));
            assertThat(second.all()).isEqualTo("reused | Closed[responseBegun=false, sent=true]");
            assertThat(upstream.open()).isZero();
        }
    }

    @Test
    void letsRequestsWaitUpToItsBounds() {
        AtomicBoolean go = new AtomicBoolean();
        try (PoolFixture upstream = new PoolFixture(1, 1, 2, peer -> {
            await().untilTrue(go);
            PoolFixture.echo(peer);
        })) {
            Call first = Call.get("/1");
            Call second = Call.get("/2");
            Call cancelled = Call.get("/x");
            Call third = Call.get("/3");
            upstream.start(first, Wanted.ANY);
            upstream.start(second, Wanted.ANY);
            upstream.start(cancelled, Wanted.ANY);
            assertThat(upstream.finish(Call.get("/4")).all()).isEqualTo("full: 1 connections and 2 waiting requests");
            upstream.fixture.run(() -> upstream.pool.cancel(cancelled));
            upstream.start(third, Wanted.ANY);
            go.set(true);
            await().until(() -> first.over && second.over && third.over);
            assertThat(first.all()).isEqualTo("new | response 200 | /1 | end 0");
            assertThat(second.all()).isEqualTo("reused | response 200 | /2 | end 0");
            assertThat(third.all()).isEqualTo("reused | response 200 | /3 | end 0");
            assertThat(cancelled.heard).isEmpty();
            assertThat(upstream.server.accepted).hasSize(1);
        }
    }

    @Test
    void connectsForAWaiterWhenAConnectionCloses() {
        AtomicBoolean go = new AtomicBoolean();
        try (PoolFixture upstream = new PoolFixture(1, 1, 2, peer -> {
            peer.readHead();
            await().untilTrue(go);
            peer.send("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nx");
        })) {
            Call first = Call.get("/1");
            Call second = Call.get("/2");
            upstream.start(first, Wanted.ANY);
            upstream.start(second, Wanted.ANY);
            go.set(true);
            await().until(() -> first.over && second.over);
            assertThat(second.all()).isEqualTo("new | response 200 | x | end 0");
            await().until(() -> upstream.open() == 0);
        }
    }

    @Test
    void makesRoomForAFreshConnection() {
        try (PoolFixture upstream = new PoolFixture(1, 1, 2, PoolFixture::echo)) {
            upstream.finish(Call.get("/1"));
            assertThat(upstream.finish(Call.get("/2"), Wanted.FRESH).all())
                    .isEqualTo("new | response 200 | /2 | end 0");
            assertThat(upstream.open()).isEqualTo(1);
        }
    }

    @Test
    void keepsNoMoreIdleConnectionsThanItsBound() {
        try (PoolFixture upstream = new PoolFixture(10, 0, 0, PoolFixture::echo)) {
            upstream.finish(Call.get("/1"));
            await().until(() -> upstream.open() == 0);
        }
    }

    @Test
    void keepsTheConnectionOfACallThatWasCancelledMeanwhile() {
        AtomicBoolean closeIt = new AtomicBoolean();
        try (PoolFixture upstream = new PoolFixture(peer -> await().untilTrue(closeIt))) {
            Call call = Call.get("/");
            upstream.fixture.run(() -> {
                upstream.pool.acquire(call, Wanted.ANY);
                upstream.pool.cancel(call);
            });
            await().until(() -> upstream.server.accepted.size() == 1);
            assertThat(upstream.open()).isEqualTo(1);
            assertThat(call.heard).isEmpty();
            closeIt.set(true);
            await().until(() -> upstream.open() == 0);
        }
    }

    @Test
    void aConnectionThatWaitedUnusedMayBeFoundClosed() {
        try (PoolFixture upstream = new PoolFixture(1, 1, 1, PoolFixture::echo)) {
            Call call = Call.get("/");
            upstream.fixture.run(() -> {
                upstream.pool.acquire(call, Wanted.ANY);
                upstream.pool.cancel(call);
            });
            await().until(() -> upstream.fixture.call(upstream.pool::idleConnections) == 1);
            assertThat(upstream.finish(Call.get("/2")).all()).isEqualTo("reused | response 200 | /2 | end 0");
            assertThat(upstream.server.accepted).hasSize(1);
        }
    }

    @Test
    void tellsWhyAConnectionWasRefused() throws IOException {
        int port;
        try (ServerSocket unused = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = unused.getLocalPort();
        }
        try (PoolFixture upstream = new PoolFixture(PoolFixture::echo)) {
            UpstreamPool pool = upstream.pool("127.0.0.1", port, PoolFixture.settings(1, 1, 0, PoolFixture.SECOND));
            for (int i = 0; i < 3; i++) {
                Call call = Call.get("/");
                upstream.fixture.run(() -> pool.acquire(call, Wanted.ANY));
                await().until(() -> call.over);
                assertThat(call.all()).startsWith("connect failed: ").containsIgnoringCase("refused");
                assertThat(upstream.fixture.call(pool::openConnections)).isZero();
            }
        }
    }

    @Test
    void givesUpConnectingInTime() {
        try (FullServer full = new FullServer();
                PoolFixture upstream = new PoolFixture(PoolFixture::echo)) {
            UpstreamPool pool = upstream.pool("127.0.0.1", full.port(), PoolFixture.settings(1, 1, 1, 200_000_000L));
            Call call = Call.get("/");
            Call waiting = Call.get("/");
            upstream.fixture.run(() -> {
                pool.acquire(call, Wanted.ANY);
                pool.acquire(waiting, Wanted.ANY);
            });
            await().until(() -> call.over && waiting.over);
            assertThat(call.all()).isEqualTo("connect failed: no answer within 200 ms");
            assertThat(waiting.all()).isEqualTo("connect failed: no answer within 200 ms");
            assertThat(upstream.fixture.call(pool::openConnections)).isZero();
        }
    }

    @Test
    void resolvesNames() throws IOException {
        try (RawServer local = new RawServer(InetAddress.getByName("localhost"), PoolFixture::echo);
                PoolFixture upstream = new PoolFixture(PoolFixture::echo)) {
            UpstreamPool pool =
                    upstream.pool("localhost", local.port(), PoolFixture.settings(1, 1, 1, 5 * PoolFixture.SECOND));
            Call call = Call.get("/named");
            upstream.fixture.run(() -> pool.acquire(call, Wanted.ANY));
            await().until(() -> call.over);
            assertThat(call.all()).isEqualTo("new | response 200 | /named | end 0");
        }
    }

    @Test
    void tellsOfNamesThatHaveNoAddress() {
        try (PoolFixture upstream = new PoolFixture(PoolFixture::echo)) {
            UpstreamPool pool =
                    upstream.pool("no..such..name", 80, PoolFixture.settings(1, 1, 1, 5 * PoolFixture.SECOND));
            Call call = Call.get("/");
            upstream.fixture.run(() -> pool.acquire(call, Wanted.ANY));
            await().until(() -> call.over);
            assertThat(call.all()).isEqualTo("connect failed: the host name no..such..name can't be resolved");
            assertThat(upstream.fixture.call(pool::openConnections)).isZero();
        }
    }

    @Test
    void givesAConnectionBackBeforeTheServerDoes() {
        try (PoolFixture upstream = new PoolFixture(
                PoolFixture.answering("HTTP/1.1 200 OK\r\nKeep-Alive: timeout=1\r\nContent-Length: 0\r\n\r\n"))) {
            upstream.finish(Call.get("/"));
            assertThat(upstream.open()).isEqualTo(1);
            await().until(() -> upstream.open() == 0);
        }
        try (PoolFixture upstream = new PoolFixture(
                PoolFixture.answering("HTTP/1.1 200 OK\r\nKeep-Alive: timeout=0\r\nContent-Length: 0\r\n\r\n"))) {
            upstream.finish(Call.get("/"));
            assertThat(upstream.open()).isZero();
        }
    }

    @Test
    @DisplayName("RFC 9112 §11.1: bytes behind a response belong to nobody")
    void closesAConnectionThatSaysMoreThanItWasAsked() {
        String response = "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx";
        for (String surplus : List.of("y", response)) {
            try (PoolFixture upstream = new PoolFixture(PoolFixture.answering(response + surplus))) {
                assertThat(upstream.finish(Call.get("/")).all()).isEqualTo("new | response 200 | x | end 0");
                assertThat(upstream.open()).isZero();
            }
        }
        try (PoolFixture upstream = new PoolFixture(PoolFixture.answering(response))) {
            upstream.finish(Call.get("/"));
            RawPeer peer = upstream.server.accepted.getFirst();
            peer.send(response);
            await().until(() -> upstream.open() == 0);
        }
    }
}
