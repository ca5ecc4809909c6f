package io.mesher.net.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mesher.net.RawPeer;
import io.mesher.net.http.Fields;
import io.mesher.net.http.ResponseHead;
import io.mesher.net.http1.Messages;
import io.mesher.net.pool.UpstreamPool.Wanted;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The upstream side of an exchange, over real sockets. */
@Timeout(600)
class Http1ClientTest {
    private static final String SWITCH =
            "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: WebSocket\r\n\r\n";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET | HTTP/1.1 200 OK~Content-Length: 0~~ | response 200,end 0 | 1",
                "GET | HTTP/1.1 204 No Content~Content-Length: 5~~ | response 204,end 0 | 1",
                "GET | HTTP/1.1 304 Not Modified~Content-Length: 5~~ | response 304,end 0 | 1",
                "HEAD | HTTP/1.1 200 OK~Content-Length: 5~~ | response 200,end 0 | 1",
                "HEAD | HTTP/1.1 200 OK~Transfer-Encoding: chunked~~ | response 200,end 0 | 1",
                "GET | HTTP/1.1 200 OK~Transfer-Encoding: chunked~~2~ab~0~A: b~~ | response 200,ab,end 1 | 1",
                "GET | HTTP/1.1 200 OK~Connection: close~Content-Length: 1~~x | response 200,x,end 0 | 0",
                "GET | HTTP/1.0 200 OK~Content-Length: 1~~x | response 200,x,end 0 | 0",
                "GET | HTTP/1.0 200 OK~Connection: keep-alive~Content-Length: 1~~x | response 200,x,end 0 | 1",
                "GET | HTTP/1.1 100 Continue~~HTTP/1.1 103 Early Hints~~HTTP/1.1 200 OK~Content-Length: 0~~ | interim 100,interim 103,response 200,end 0 | 1",
                "GET | HTTP/1.1 200 OK~Content-Length: 1~Content-Length: 1~~x | Malformed[detail=there is more than one Content-Length] | 0",
                "GET | HTTP/1.1 200 OK~Transfer-Encoding: chunked~~x | response 200,Malformed[detail=a chunk does not begin with its size in hexadecimal digits] | 0",
                "GET | nonsense~~ | Malformed[detail=the status line is not \"HTTP/1.x status reason\"] | 0",
                "GET | HTTP/1.1 101 Switching Protocols~Connection: Upgrade~Upgrade: websocket~~ | Malformed[detail=101 Switching Protocols before the request's end or to something that was not asked for] | 0",
            })
    @DisplayName("RFC 9112 §6.3, §9.3: what came, and whether the connection is kept")
    void readsResponses(String method, String response, String heard, int kept) {
        try (PoolFixture upstream = new PoolFixture(PoolFixture.answering(response.replace("~", "\r\n")))) {
            Call call = upstream.finish(new Call(method + " / HTTP/1.1\r\nHost: a\r\n\r\n", false, ""));
            assertThat(String.join(",", call.heard)).isEqualTo("new," + heard);
            await().until(() -> upstream.open() == kept);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | Closed[responseBegun=false, sent=true]",
                "HTTP/1.1 200 OK~Conte | Closed[responseBegun=true, sent=true]",
                "HTTP/1.1 200 OK~Content-Length: 5~~abc | response 200,abc,Closed[responseBegun=true, sent=true]",
                "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~3~abc~0~ | response 200,abc,Closed[responseBegun=true, sent=true]",
                "HTTP/1.1 100 Continue~~ | interim 100,Closed[responseBegun=true, sent=true]",
                "HTTP/1.1 200 OK~~abc | response 200,abc,end 0",
                "HTTP/1.1 200 OK~~ | response 200,end 0",
            })
    @DisplayName("RFC 9112 §8: a response that is cut is not a whole one")
    void noticesResponsesThatAreCut(String response, String heard) {
        try (PoolFixture upstream = new PoolFixture(peer -> {
            peer.readHead();
            peer.send(response.replace("~", "\r\n"));
        })) {
            Call call = upstream.finish(Call.get("/"));
            assertThat(String.join(",", call.heard)).isEqualTo("new," + heard);
            assertThat(upstream.open()).isZero();
        }
    }

    @Test
    @DisplayName("RFC 9112 §8: a reset never ends a response well")
    void noticesResets() {
        try (PoolFixture upstream = new PoolFixture(peer -> {
            peer.readHead();
            peer.send("HTTP/1.1 200 OK\r\n\r\nabc");
            await().pollDelay(Duration.ofMillis(100)).until(() -> true);
            peer.reset();
        })) {
            assertThat(upstream.finish(Call.get("/")).all())
                    .isEqualTo("new | response 200 | abc | Closed[responseBegun=true, sent=true]");
        }
    }

    @Test
    @DisplayName("RFC 9110 §15.2: a flood of interim responses is thinned out, and costs no response")
    void thinsOutAFloodOfInterimResponses() {
        String many = "HTTP/1.1 102 Processing\r\n\r\n";
        String last = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
        try (PoolFixture upstream = new PoolFixture(PoolFixture.answering(many.repeat(16) + last))) {
            assertThat(upstream.finish(Call.get("/")).heard).hasSize(19).endsWith("response 200", "end 0");
        }
        try (PoolFixture upstream = new PoolFixture(PoolFixture.answering(many.repeat(5_000) + last))) {
            assertThat(upstream.finish(Call.get("/")).heard)
                    .hasSizeBetween(19, 4_999)
                    .endsWith("interim 102", "response 200", "end 0");
        }
    }

    @Test
    void sendsBodiesInTheirFraming() {
        AtomicReference<String> read = new AtomicReference<>();
        try (PoolFixture upstream = new PoolFixture(peer -> {
            String head = peer.readHead();
            read.set(head + (head.contains("chunked") ? peer.readTo("0\r\n\r\n") : peer.read(3)));
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
            peer.readToEnd();
        })) {
            upstream.finish(new Call("PUT http://b:1/p HTTP/1.0\r\nContent-Length: 003\r\n\r\n", false, "abc"));
            assertThat(read).hasValue("PUT /p HTTP/1.1\r\nHost: b:1\r\nContent-Length: 3\r\n\r\nabc");
        }
        try (PoolFixture upstream = new PoolFixture(peer -> {
            read.set(peer.readTo("0\r\n\r\n"));
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
            peer.readToEnd();
        })) {
            upstream.finish(new Call(
                    "POST http://b?q HTTP/1.1\r\nHost:c\r\nTransfer-Encoding:  Chunked\r\nX:y\r\n\r\n", false, "abc"));
            assertThat(read)
                    .hasValue(
                            "POST /?q HTTP/1.1\r\nHost: b\r\nTransfer-Encoding: chunked\r\nX: y\r\n\r\n3\r\nabc\r\n0\r\n\r\n");
        }
    }

    @Test
    @DisplayName("RFC 9112 §9.3: no reuse when the answer came before the request's end")
    void doesNotReuseAfterAnEarlyAnswer() {
        try (PoolFixture upstream =
                new PoolFixture(PoolFixture.answering("HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n"))) {
            Call call =
                    upstream.finish(new Call("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n", false, null));
            assertThat(call.all()).isEqualTo("new | response 413 | end 0");
            assertThat(upstream.open()).isZero();
            upstream.fixture.run(() -> {
                call.stream.body(Messages.buffer("too late"));
                call.stream.end(new Fields());
                call.stream.cancel();
            });
            assertThat(call.heard).hasSize(3);
        }
    }

    @Test
    void stopsTheSourceWhileTheUpstreamIsSlow() {
        String piece = "0123456789".repeat(6_000);
        CountDownLatch full = new CountDownLatch(1);
        try (PoolFixture upstream = new PoolFixture(peer -> {
            peer.readHead();
            await().until(() -> full.getCount() == 0);
            await().until(() -> peer.read(1_000_000).length() == 1_000_000);
            peer.send("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n");
            peer.readToEnd();
        })) {
            Call call = new Call("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 90000000\r\n\r\n", false, null);
            upstream.start(call, Wanted.ANY);
            await().until(() -> call.stream != null);
            upstream.fixture.run(() -> {
                for (int i = 0; i < 1_000 && !call.stream.isCongested(); i++) {
                    call.stream.body(Messages.buffer(piece));
                }
            });
            full.countDown();
            await().until(() -> call.over);
            assertThat(call.heard).startsWith("new", "congested");
        }
    }

    @Test
    void noticesAResetWhileTheUpstreamTakesNothingAndNothingIsReadFromIt() {
        CountDownLatch full = new CountDownLatch(1);
        try (PoolFixture upstream = new PoolFixture(peer -> {
            peer.readHead();
            await().until(() -> full.getCount() == 0);
            peer.reset();
        })) {
            Call call = new Call("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 900000000\r\n\r\n", false, null);
            upstream.start(call, Wanted.ANY);
            await().until(() -> call.stream != null);
            upstream.fixture.run(() -> {
                for (int i = 0; i < 10_000 && !call.stream.isCongested(); i++) {
                    call.stream.body(Messages.buffer("0123456789".repeat(6_000)));
                }
                call.stream.bodyWanted(false);
            });
            full.countDown();
            await().until(() -> call.over);
            assertThat(call.all()).isEqualTo("new | congested | Closed[responseBegun=false, sent=true]");
        }
    }

    @Test
    void stopsTheUpstreamWhileItsBodyIsNotWanted() {
        try (PoolFixture upstream = new PoolFixture(peer -> {
            peer.readHead();
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\na");
            peer.readTo("go");
            peer.send("b");
            peer.readToEnd();
        })) {
            Call call = new Call("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n", false, null) {
                @Override
                public void onBody(ByteBuffer data) {
                    super.onBody(data);
                    stream.bodyWanted(false);
                }
            };
            upstream.start(call, Wanted.ANY);
            await().until(() -> call.heard.contains("a"));
            upstream.fixture.run(() -> {
                call.stream.body(Messages.buffer("go"));
                call.stream.end(new Fields());
            });
            assertThat(call.heard).containsExactly("new", "response 200", "a");
            upstream.fixture.run(() -> call.stream.bodyWanted(true));
            await().until(() -> call.over);
            assertThat(call.heard).containsExactly("new", "response 200", "a", "b", "end 0");
            assertThat(upstream.open()).isEqualTo(1);
        }
    }

    @Test
    void cancelsWithoutAWord() {
        AtomicReference<String> rest = new AtomicReference<>();
        try (PoolFixture upstream = new PoolFixture(peer -> {
            peer.readHead();
            rest.set(peer.readToEnd());
        })) {
            Call call = Call.get("/");
            upstream.start(call, Wanted.ANY);
            await().until(() -> call.stream != null);
            upstream.fixture.run(() -> {
                call.stream.cancel();
                call.stream.cancel();
            });
            await().until(() -> rest.get() != null);
            assertThat(call.heard).containsExactly("new");
            assertThat(upstream.open()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"onInterim", "onResponse", "onBody", "onSwitch"})
    void mayBeCancelledWithinEachCallback(String callback) {
        String response = callback.equals("onSwitch")
                ? SWITCH + "raw"
                : "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nabcd";
        try (PoolFixture upstream = new PoolFixture(PoolFixture.answering(response))) {
            Call call = new CancellingCall(callback);
            upstream.start(call, Wanted.ANY);
            await().until(() -> call.heard.contains("cancelled"));
            assertThat(upstream.open()).isZero();
            assertThat(call.heard).last().isEqualTo("cancelled");
        }
    }

    private static final class CancellingCall extends Call {
        private final String callback;

        CancellingCall(String callback) {
            super("GET / HTTP/1.1\r\nHost: a\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n", true, "");
            this.callback = callback;
        }

        private void cancelIn(String here) {
            if (callback.equals(here)) {
                stream.cancel();
                heard.add("cancelled");
            }
        }

        @Override
        public void onInterim(ResponseHead interim) {
            super.onInterim(interim);
            cancelIn("onInterim");
        }

        @Override
        public void onResponse(ResponseHead response) {
            super.onResponse(response);
            cancelIn("onResponse");
        }

        @Override
        public void onBody(ByteBuffer data) {
            super.onBody(data);
            cancelIn("onBody");
        }

        @Override
        public void onSwitch(ResponseHead response) {
            super.onSwitch(response);
            cancelIn("onSwitch");
        }
    }

    @Test
    @DisplayName("RFC 9110 §7.8: after 101 bytes pass both ways; each way ends by itself")
    void tunnels() {
        AtomicReference<String> rest = new AtomicReference<>();
        try (PoolFixture upstream = new PoolFixture(peer -> {
            assertThat(peer.readHead()).endsWith("Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n");
            peer.send(SWITCH + "raw");
            peer.endOutput();
            rest.set(peer.readToEnd());
        })) {
            Call call = Call.websocket();
            upstream.start(call, Wanted.ANY);
            await().until(() -> call.heard.contains("tunnel end"));
            assertThat(call.heard).containsExactly("new", "switch", "raw", "tunnel end");
            assertThat(upstream.open()).isEqualTo(1);
            upstream.fixture.run(() -> {
                call.stream.body(Messages.buffer("GET / "));
                call.stream.body(Messages.buffer("raw"));
                call.stream.endTunnel();
            });
            await().until(() -> rest.get() != null);
            assertThat(rest).hasValue("GET / raw");
            assertThat(upstream.open()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Connection: Upgrade\r\nUpgrade: h2c\r\n",
                "Upgrade: websocket\r\n",
                "Connection: Upgrade\r\n",
                "Connection: Upgrade\r\nUpgrade: websocket\r\nUpgrade: websocket\r\n",
                ""
            })
    @DisplayName("RFC 9110 §7.8: no switch to anything but what was asked for")
    void refusesOtherSwitches(String fields) {
        try (PoolFixture upstream =
                new PoolFixture(PoolFixture.answering("HTTP/1.1 101 Switching Protocols\r\n" + fields + "\r\n"))) {
            assertThat(upstream.finish(Call.websocket()).heard)
                    .last()
                    .asString()
                    .startsWith("Malformed[detail=101");
            assertThat(upstream.open()).isZero();
        }
    }

    @Test
    @DisplayName("RFC 9110 §7.8: no switch in the middle of a request")
    void refusesASwitchBeforeTheRequestsEnd() {
        String head =
                "POST / HTTP/1.1\r\nHost: a\r\nConnection: upgrade\r\nUpgrade: websocket\r\nContent-Length: 9\r\n\r\n";
        try (PoolFixture upstream = new PoolFixture(PoolFixture.answering(SWITCH))) {
            assertThat(upstream.finish(new Call(head, true, null)).heard)
                    .last()
                    .asString()
                    .startsWith("Malformed[detail=101");
        }
    }

    @Test
    void tunnelsRawBytesBehindAChunkedRequest() {
        String head =
                "POST / HTTP/1.1\r\nHost: a\r\nConnection: upgrade\r\nUpgrade: websocket\r\nTransfer-Encoding: chunked\r\n\r\n";
        AtomicReference<String> rest = new AtomicReference<>();
        try (PoolFixture upstream = new PoolFixture(peer -> {
            peer.readTo("0\r\n\r\n");
            peer.send(SWITCH);
            rest.set(peer.readTo("raw"));
        })) {
            Call call = new Call(head, true, "x");
            upstream.start(call, Wanted.ANY);
            await().until(() -> call.heard.contains("switch"));
            upstream.fixture.run(() -> call.stream.body(Messages.buffer("raw")));
            await().until(() -> rest.get() != null);
            assertThat(rest).hasValue("raw");
        }
    }

    @Test
    @DisplayName("RFC 9112 §3.2: every request has a Host field, also one that came without")
    void sendsAHostForOldCallers() {
        AtomicReference<String> read = new AtomicReference<>();
        try (PoolFixture upstream = new PoolFixture(peer -> {
            read.set(peer.readHead());
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
            peer.readToEnd();
        })) {
            upstream.finish(new Call("GET /p HTTP/1.0\r\nX: y\r\n\r\n", false, ""));
            assertThat(read).hasValue("GET /p HTTP/1.1\r\nHost: 127.0.0.1:" + upstream.port() + "\r\nX: y\r\n\r\n");
        }
    }

    @Test
    void aHandlerThatFailsEndsItsExchange() {
        PoolFixture upstream =
                new PoolFixture(PoolFixture.answering("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc"));
        try (upstream.fixture) {
            Call call = new Call("GET / HTTP/1.1\r\nHost: a\r\n\r\n", false, "") {
                @Override
                public void onResponse(ResponseHead response) {
                    throw new IllegalStateException("defect");
                }
            };
            assertThat(upstream.finish(call).all()).isEqualTo("new | Closed[responseBegun=true, sent=true]");
            assertThat(upstream.open()).isZero();
            assertThat(upstream.fixture.failures()).hasSize(1);
        } finally {
            upstream.server.close();
        }
    }

    @Test
    void readsSlowly() {
        try (PoolFixture upstream = new PoolFixture(peer -> slowly(
                peer,
                "HTTP/1.1 100 C\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n"))) {
            // On a busy machine, two bytes that were sent apart may be read together.
            assertThat(upstream.finish(Call.get("/")).all())
                    .isIn(
                            "new | interim 100 | response 200 | a | b | end 0",
                            "new | interim 100 | response 200 | ab | end 0");
            assertThat(upstream.open()).isEqualTo(1);
        }
    }

    private static void slowly(RawPeer peer, String bytes) {
        peer.readHead();
        for (int i = 0; i < bytes.length(); i++) {
            peer.send(bytes.substring(i, i + 1));
            await().pollDelay(Duration.ofMillis(1))
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> true);
        }
        peer.readToEnd();
    }
}
