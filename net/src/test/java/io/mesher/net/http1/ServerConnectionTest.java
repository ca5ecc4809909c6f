package io.mesher.net.http1;

import static io.mesher.net.http1.Messages.buffer;
import static io.mesher.net.http1.Messages.response;
import static io.mesher.net.http1.TestServer.NONE;
import static io.mesher.net.http1.TestServer.noTrailers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.mesher.net.RawPeer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class ServerConnectionTest {
    private final TestServer server = new TestServer();

    @AfterEach
    void stop() {
        server.close();
        assertThat(server.fixture.failures()).isEmpty();
    }

    @Test
    @DisplayName("RFC 9112 §9.3: one connection takes one request after the other")
    void keepsTheConnection() {
        try (RawPeer client = server.connect()) {
            for (int i = 0; i < 3; i++) {
                client.send("GET /" + i + " HTTP/1.1\r\nHost: a\r\n\r\n");
                assertThat(client.readHead())
                        .startsWith("HTTP/1.1 200 OK\r\nDate: ")
                        .contains("Content-Length: 2\r\n")
                        .doesNotContain("Connection:");
                assertThat(client.read(2)).isEqualTo("/" + i);
            }
        }
    }

    @Test
    @DisplayName("RFC 9112 §9.3.2: pipelined requests are answered in their order, whatever their bodies")
    void answersPipelinedRequestsInOrder() {
        StringBuilder requests = new StringBuilder();
        StringBuilder expected = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            String body = "/" + i;
            requests.append(
                    switch (i % 3) {
                        case 0 -> "GET " + body + " HTTP/1.1\r\nHost: a\r\n\r\n";
                        case 1 ->
                            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + body.length() + "\r\n\r\n" + body
                                    + "\r\n";
                        default ->
                            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + body.length() + "\r\n"
                                    + body + "\r\n0\r\n\r\n";
                    });
            expected.append(body).append(' ');
        }
        try (RawPeer client = server.connect()) {
            client.send(requests.toString());
            StringBuilder answered = new StringBuilder();
            for (int i = 0; i < 300; i++) {
                answered.append(client.read(contentLength(client.readHead()))).append(' ');
            }
            assertThat(answered).hasToString(expected.toString());
        }
    }

    @Test
    void answersPipelinedRequestsThatMustWaitForAnAnswer() {
        server.script = (_, _) -> {};
        try (RawPeer client = server.connect()) {
            client.send("GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\n\r\nGET /3");
            await().until(() -> server.heard.contains("request /1"));
            server.script = TestServer.Handler::echo;
            server.fixture.run(() -> server.last.stream.answer(TestServer.own(200, "one")));
            assertThat(client.readTo("one")).startsWith("HTTP/1.1 200");
            assertThat(client.readTo("/2")).startsWith("HTTP/1.1 200");
            client.send(" HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(client.readTo("/3")).startsWith("HTTP/1.1 200");
            assertThat(server.heard).containsExactly("request /1", "request /2", "request /3");
        }
    }

    @Test
    @DisplayName("RFC 9110 §9.3.2: the answer to HEAD has the length and no body")
    void answersHeadWithoutBody() {
        try (RawPeer client = server.connect()) {
            client.send("HEAD /abc HTTP/1.1\r\nHost: a\r\n\r\nGET /d HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(client.readHead()).contains("Content-Length: 4\r\n");
            assertThat(client.readHead()).startsWith("HTTP/1.1 200 OK").contains("Content-Length: 2\r\n");
            assertThat(client.read(2)).isEqualTo("/d");
        }
    }

    @Test
    @DisplayName("RFC 9110 §8.6: no Content-Length in 204")
    void answersWithoutContentWithoutLength() {
        server.script = (_, stream) -> stream.answer(TestServer.own(204, ""));
        try (RawPeer client = server.connect()) {
            client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(client.readHead()).startsWith("HTTP/1.1 204").doesNotContain("Content-Length");
        }
    }

    @Test
    @DisplayName("RFC 9112 §7.1: chunks are taken apart, their extensions dropped, their trailers kept")
    void readsChunkedBodies() {
        try (RawPeer client = server.connect()) {
            client.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\n");
            await().until(() -> server.heard.contains("body"));
            client.send("2\r\nde\r\n0\r\nA: b\r\n\r\n");
            assertThat(client.readTo("abcde")).startsWith("HTTP/1.1 200");
            assertThat(server.heard).contains("body end abcde 1");
        }
    }

    @Test
    @DisplayName("RFC 9112 §7.1: a body of unknown length goes out in chunks")
    void writesChunks() {
        server.script = (_, stream) -> {
            stream.head(response("HTTP/1.1 200 OK\r\nX: y\r\nDate: d\r\n\r\n"), NONE);
            stream.body(buffer("hello"));
            stream.body(buffer(""));
            stream.body(buffer("0123456789abcdef"));
            stream.end(noTrailers());
        };
        try (RawPeer client = server.connect()) {
            client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            String body = "5\r\nhello\r\n10\r\n0123456789abcdef\r\n0\r\n\r\n";
            String first = "HTTP/1.1 200 OK\r\nX: y\r\nDate: d\r\nTransfer-Encoding: chunked\r\n\r\n" + body;
            assertThat(client.read(first.length())).isEqualTo(first);
            assertThat(client.readToEnd())
                    .isEqualTo(
                            "HTTP/1.1 200 OK\r\nX: y\r\nDate: d\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
                                    + body);
        }
    }

    @Test
    @DisplayName("RFC 9112 §6.1: no chunks to HTTP/1.0, the end of the connection instead")
    void writesUntilCloseToOldCallers() {
        server.script = (_, stream) -> {
            stream.interim(response("HTTP/1.1 103 Early Hints\r\n\r\n"), NONE);
            stream.head(response("HTTP/1.1 200 OK\r\nDate: d\r\nTransfer-Encoding: chunked\r\n\r\n"), NONE);
            stream.body(buffer("hello"));
            stream.end(noTrailers());
        };
        try (RawPeer client = server.connect()) {
            client.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
            assertThat(client.readToEnd()).isEqualTo("HTTP/1.1 200 OK\r\nDate: d\r\nConnection: close\r\n\r\nhello");
        }
    }

    @Test
    @DisplayName("RFC 9112 §9.3: HTTP/1.0 closes unless it asks to keep")
    void keepsOldConnectionsOnlyWhenAsked() {
        try (RawPeer client = server.connect()) {
            client.send("GET /one HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
            assertThat(client.readTo("/one")).contains("Connection: keep-alive\r\n");
            client.send("GET /2 HTTP/1.0\r\n\r\n");
            assertThat(client.readToEnd()).contains("Connection: close\r\n").endsWith("/2");
        }
    }

    @Test
    @DisplayName("RFC 9110 §10.1.1: 100 Continue goes out before the body is read")
    void passesContinueOn() {
        server.script = (_, stream) -> {
            assertThat(stream.request().expectsContinue()).isTrue();
            stream.interim(response("HTTP/1.1 100 Continue\r\n\r\n"), NONE);
            stream.bodyWanted(true);
        };
        try (RawPeer client = server.connect()) {
            client.send("PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
            assertThat(client.readHead()).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
            client.send("abc");
            assertThat(client.readTo("abc")).startsWith("HTTP/1.1 200").doesNotContain("close");
        }
    }

    /** The first request of a connection, on which the selector doesn't report yet. */
    @Test
    void whoAsksWhetherTheCallerHasEndedItsSideLosesNoByteOfItsNextRequest() {
        server.script = (_, _) -> {};
        try (RawPeer client = server.connect()) {
            client.send("GET /1 HTTP/1.1\r\nHost: a\r\n\r\n");
            await().until(() -> server.heard.contains("request /1"));
            client.send("GET /2 HTTP/1.1\r\nHost: a\r\n\r\n");
            server.fixture.run(() -> {
                assertThat(server.last.stream.isInputEnded()).isFalse();
                server.script = TestServer.Handler::echo;
                server.last.stream.answer(TestServer.own(200, "first"));
            });
            assertThat(client.readTo("/2")).contains("firstHTTP/1.1 200");
        }
    }

    @Test
    void aCallerThatEndedItsSideRightAfterItsFirstRequestIsSeen() {
        server.script = (_, _) -> {};
        try (RawPeer client = server.connect()) {
            client.send("GET /1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            client.endOutput();
            await().until(() -> server.heard.contains("request /1"));
            await().until(() -> server.fixture.call(() -> server.last.stream.isInputEnded()));
            server.fixture.run(() -> server.last.stream.answer(TestServer.own(200, "late")));
            assertThat(client.readToEnd()).endsWith("late");
        }
    }

    @Test
    void aCallerThatEndsItsSideThoughMoreCouldFollowHasGone() {
        server.script = (_, _) -> {};
        try (RawPeer client = server.connect()) {
            client.send("GET /1 HTTP/1.1\r\nHost: a\r\n\r\n");
            client.endOutput();
            await().until(() -> server.heard.contains("failed Gone[]"));
            assertThat(client.readToEnd()).isEmpty();
        }
    }

    @Test
    void aRequestBeginsWithTheFirstByteOfItsBody() {
        try (RawPeer client = server.connect()) {
            client.send("POST /1 HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n");
            try (RawPeer other = server.connect()) {
                other.send("GET /2 HTTP/1.1\r\nHost: a\r\n\r\n");
                assertThat(other.readTo("/2")).startsWith("HTTP/1.1 200");
            }
            assertThat(server.heard).doesNotContain("request /1");
            client.send("ab");
            await().until(() -> server.heard.contains("request /1"));
        }
    }

    @Test
    void whoLeavesBeforeThatIsHeardOfAllTheSame() {
        try (RawPeer client = server.connect()) {
            client.send("POST /1 HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n");
            client.endOutput();
            await().until(() -> server.heard.stream().anyMatch(text -> text.contains("Gone")));
        }
    }

    @Test
    void whoAsksWhetherTheCallerHasEndedItsSideLeavesABodyAlone() {
        server.script = (_, _) -> {};
        try (RawPeer client = server.connect()) {
            client.send("POST /1 HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nab");
            await().until(() -> server.heard.contains("request /1"));
            client.endOutput();
            server.fixture.run(() -> {
                assertThat(server.last.stream.isInputEnded()).isFalse();
                server.last.stream.bodyWanted(true);
            });
            await().until(() -> server.heard.contains("failed Gone[]"));
        }
    }

    @Test
    @DisplayName("RFC 9112 §9.6: a caller that said that nothing follows, and ended its side, gets its answers")
    void answersAfterHalfClose() {
        try (RawPeer client = server.connect()) {
            client.send("GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.0\r\n\r\n");
            client.endOutput();
            assertThat(client.readToEnd()).contains("\r\n\r\n/1HTTP/1.1 200 OK").endsWith("/2");
        }
        server.script = (_, _) -> {};
        try (RawPeer client = server.connect()) {
            client.send("GET /late HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            client.endOutput();
            await().until(() -> server.heard.contains("request /late"));
            server.fixture.run(() -> server.last.stream.answer(TestServer.own(200, "late")));
            assertThat(client.readToEnd()).endsWith("late");
        }
    }

    @Test
    @DisplayName("RFC 9112 §9.6: an answer before the body's end arrives, then the connection closes")
    void deliversEarlyAnswers() {
        server.script = (_, stream) -> stream.answer(TestServer.own(413, "too much"));
        try (RawPeer client = server.connect()) {
            client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10000000\r\n\r\n" + "x".repeat(300_000));
            assertThat(client.readToEnd())
                    .startsWith("HTTP/1.1 413")
                    .contains("Connection: close\r\n")
                    .endsWith("too much");
        }
        assertThat(server.heard).containsExactly("request /");
    }

    @Test
    @DisplayName("RFC 9112 §11.2: nothing behind a bad request is looked at")
    void closesAfterABadRequest() {
        try (RawPeer client = server.connect()) {
            client.send("GET / HTTP/1.1\r\nHost : a\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(client.readToEnd()).startsWith("HTTP/1.1 400").containsOnlyOnce("HTTP/1.1");
        }
        assertThat(server.heard).singleElement().asString().startsWith("bad Malformed");
    }

    @Test
    void refusesAWrongBodyOnce() {
        try (RawPeer client = server.connect()) {
            client.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nxy\r\n0\r\n\r\n");
            assertThat(client.readToEnd()).startsWith("HTTP/1.1 400").containsOnlyOnce("HTTP/1.1");
        }
        assertThat(server.heard).hasSize(3).last().asString().startsWith("failed Malformed");
    }

    @Test
    void aWrongBodyThatIsNotAnsweredAtOnceHoldsUpNobody() {
        server.answersFailures = false;
        try (RawPeer client = server.connect()) {
            client.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n\r\n");
            await().until(() -> server.heard.stream().anyMatch(text -> text.startsWith("failed")));
            assertThat(server.heard).hasSize(2);
            server.fixture.run(() -> server.last.stream.answer(TestServer.own(400, "late")));
            assertThat(client.readToEnd()).endsWith("late");
        }
    }

    @Test
    void tellsOfCallersThatLeave() {
        try (RawPeer client = server.connect()) {
            client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nab");
            await().until(() -> server.heard.contains("body"));
        }
        await().until(() -> server.heard.contains("failed Gone[]"));
        await().until(() -> server.open.get() == 0);
    }

    @Test
    void abortsVisibly() {
        server.script = (_, stream) -> {
            stream.head(response("HTTP/1.1 200 OK\r\n\r\n"), NONE);
            stream.body(buffer("half"));
            stream.loop().execute(stream::abort);
        };
        try (RawPeer client = server.connect()) {
            client.send("GET / HTTP/1.0\r\n\r\n");
            assertThat(catchThrowable(client::readToEnd)).hasMessageContaining("reset");
        }
    }

    @Test
    @DisplayName("RFC 9110 §7.8: after 101 bytes pass as they are, also on a connection that sent chunks before")
    void tunnels() {
        server.script = (_, stream) -> {
            stream.head(response("HTTP/1.1 200 OK\r\n\r\n"), NONE);
            stream.body(buffer("x"));
            stream.end(noTrailers());
        };
        try (RawPeer client = server.connect()) {
            client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            client.readTo("0\r\n\r\n");
            server.script = (_, stream) -> stream.switchProtocols(
                    response("HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n"),
                    NONE);
            client.send("GET /up HTTP/1.1\r\nHost: a\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\nGET / raw");
            assertThat(client.readHead()).startsWith("HTTP/1.1 101").contains("Upgrade: websocket\r\n");
            await().until(() -> server.heard.contains("body"));
            server.fixture.run(() -> server.last.stream.body(buffer("to the caller")));
            assertThat(client.read(13)).isEqualTo("to the caller");
            client.endOutput();
            assertThat(client.readToEnd()).isEmpty();
            assertThat(server.heard).endsWith("tunnel end");
        }
        await().until(() -> server.open.get() == 0);
    }

    @Test
    void aTunnelLivesOnWhenOneSideEnds() {
        server.script = (_, stream) -> {
            stream.switchProtocols(
                    response("HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n"), NONE);
            stream.body(buffer("bye"));
            stream.endTunnel();
        };
        try (RawPeer client = server.connect()) {
            client.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n");
            assertThat(client.readToEnd()).endsWith("\r\n\r\nbye");
            client.send("still here");
            await().until(() -> server.heard.contains("body"));
            assertThat(server.open).hasValue(1);
        }
        await().until(() -> server.open.get() == 0);
    }

    @Test
    void stopsTheSourceWhileTheCallerIsSlow() {
        String piece = "0123456789".repeat(6_000);
        server.script = (_, stream) -> {
            stream.head(response("HTTP/1.1 200 OK\r\nContent-Length: 60000000\r\n\r\n"), NONE);
            while (!stream.isCongested()) {
                stream.body(buffer(piece));
            }
        };
        try (RawPeer client = RawPeer.connectSlow(server.listener.address())) {
            client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            await().until(() -> server.heard.contains("congested"));
            client.readHead();
            while (!server.heard.contains("drained")) {
                assertThat(client.read(60_000)).isEqualTo(piece);
            }
            assertThat(server.heard).containsExactly("request /", "congested", "drained");
        }
    }

    private static int contentLength(String head) {
        int at = head.indexOf("Content-Length: ") + 16;
        return Integer.parseInt(head.substring(at, head.indexOf('\r', at)));
    }
}
