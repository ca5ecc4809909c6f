package io.mesher.net.client;

import static io.mesher.net.client.CallerFixture.get;
import static io.mesher.net.client.CallerFixture.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mesher.net.ApiServer;
import io.mesher.net.RawPeer;
import io.mesher.net.RawServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls over real sockets, and what their listeners hear. */
@Timeout(600)
class PooledCallerTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final CallerFixture client = new CallerFixture();

    @AfterEach
    void stop() {
        client.close();
    }

    @Test
    void callsAnApi() {
        try (ApiServer server = new ApiServer((request, reply) -> reply.send(ApiServer.response(
                201,
                request.method() + " " + request.host() + " " + request.path() + " " + request.query() + " "
                        + request.field("a") + " " + new String(request.body(), StandardCharsets.UTF_8))))) {
            assertThat(client.finish(request("POST", server.port(), "/a%20b?c=d", "body", LONG)))
                    .isEqualTo("201 POST 127.0.0.1 /a%20b c=d b body");
            assertThat(client.finish(get(server.port(), "/"))).isEqualTo("201 GET 127.0.0.1 /  b ");
            assertThat(server.open).hasValue(1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET | '' | GET /p HTTP/1.1~Host: 127.0.0.1:PORT~A: b~~",
                "DELETE | '' | DELETE /p HTTP/1.1~Host: 127.0.0.1:PORT~A: b~~",
                "POST | '' | POST /p HTTP/1.1~Host: 127.0.0.1:PORT~A: b~Content-Length: 0~~",
                "PUT | '' | PUT /p HTTP/1.1~Host: 127.0.0.1:PORT~A: b~Content-Length: 0~~",
                "PATCH | xy | PATCH /p HTTP/1.1~Host: 127.0.0.1:PORT~A: b~Content-Length: 2~~xy",
            })
    @DisplayName("RFC 9110 §8.6, RFC 9112 §3.2: what goes on the wire")
    void sends(String method, String body, String sent) {
        AtomicReference<String> read = new AtomicReference<>();
        try (RawServer server = new RawServer(peer -> {
            read.set(peer.readHead() + peer.read(body.length()));
            peer.send("HTTP/1.1 204 No Content\r\n\r\n");
        })) {
            assertThat(client.finish(request(method, server.port(), "/p", body, LONG)))
                    .isEqualTo("204 ");
            assertThat(read).hasValue(sent.replace("PORT", "" + server.port()).replace("~", "\r\n"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HTTP/1.1 200 OK~Content-Length: 3~~abc | 200 abc",
                "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~1~a~2~bc~0~~ | 200 abc",
                "HTTP/1.1 200 OK~~abc | 200 abc",
                "HTTP/1.0 404 Not Found~~abc | 404 abc",
                "HTTP/1.1 304 Not Modified~Content-Length: 5~~ | '304 '",
                "HTTP/1.1 100 Continue~~HTTP/1.1 200 OK~Content-Length: 1~~a | 200 a",
                "'' | Broken[cause=the connection ended without an answer]",
                "HTTP/1.1 2 | Broken[cause=the connection ended during the answer]",
                "HTTP/1.1 200 OK~Content-Length: 3~~ab | Broken[cause=the connection ended during the answer]",
                "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~1~a~ | Broken[cause=the connection ended during the answer]",
                "nonsense~~ | Broken[cause=the answer is not valid HTTP: the status line is not \"HTTP/1.x status reason\"]",
                "HTTP/1.1 101 Switching Protocols~Connection: upgrade~Upgrade: websocket~~ | Broken[cause=the answer is not valid HTTP: 101 Switching Protocols before the request's end or to something that was not asked for]",
                "HTTP/1.1 200 OK~Content-Length: 65537~~ | TooLarge[limitBytes=65536]",
            })
    void tellsWhatCame(String response, String heard) {
        try (RawServer server = new RawServer(peer -> {
            peer.readHead();
            peer.send(response.replace("~", "\r\n"));
        })) {
            assertThat(client.finish(get(server.port(), "/"))).isEqualTo(heard);
        }
    }

    @ParameterizedTest
    @CsvSource({"65536, 200", "65537, TooLarge[limitBytes=65536]"})
    void takesBodiesUpToItsLimit(int bytes, String heard) {
        String body = "a".repeat(bytes);
        try (RawServer server = new RawServer(peer -> {
            peer.readHead();
            peer.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(bytes) + "\r\n"
                    + body + "\r\n0\r\n\r\n");
        })) {
            assertThat(client.finish(get(server.port(), "/"))).isEqualTo(heard.equals("200") ? "200 " + body : heard);
        }
    }

    @Test
    @DisplayName("RFC 9110 §5.1: fields by their name in lower case, the first of each")
    void givesFields() {
        AtomicReference<CallResponse> given = new AtomicReference<>();
        try (RawServer server = new RawServer(peer -> {
            peer.readHead();
            peer.send("HTTP/1.1 200 OK\r\nX-Revision: 1\r\nx-revision: 2\r\nContent-Length: 0\r\n\r\n");
        })) {
            client.fixture.run(() -> client.caller.call(get(server.port(), "/"), new CallListener() {
                @Override
                public void onResponse(CallResponse response) {
                    given.set(response);
                }

                @Override
                public void onFailure(CallFailure failure) {
                    throw new AssertionError(failure);
                }
            }));
            await().until(() -> given.get() != null);
            assertThat(given.get().field("x-revision")).isEqualTo("1");
            assertThat(given.get().field("x-other")).isNull();
        }
    }

    @Test
    void tellsOfAServerThatIsNotThere() throws IOException {
        int port;
        try (ServerSocket unused = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = unused.getLocalPort();
        }
        assertThat(client.finish(get(port, "/")))
                .startsWith("NotConnected[cause=")
                .containsIgnoringCase("refused");
    }

    @Test
    void tellsOfANameWithoutAddress() {
        CallRequest request = new CallRequest("nobody.invalid", 1, "GET", "/", "", new byte[0], LONG);
        assertThat(client.finish(request))
                .isEqualTo("NotConnected[cause=the host name nobody.invalid can't be resolved]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a b | GET | / | '' | the Host field is not a name or an IP address with an optional port from 1 to 65535",
                "a | G T | / | '' | the request line is not \"method target HTTP/1.x\" with single spaces",
                "a | GET | /a b | '' | the request line is not \"method target HTTP/1.x\" with single spaces",
                "a | GET | /ä | '' | target or fields contain a character that is not ASCII",
                "a | GET | / | A: b | the fields are not whole lines, or contain an empty one",
                "a | GET | / | Ab~ | a field line has no colon",
                "a | GET | / | A: b~~GET / HTTP/1.1~ | the fields are not whole lines, or contain an empty one",
                "a | GET | / | Host: b~ | there is more than one Host field",
            })
    void refusesWhatIsNotARequest(String host, String method, String target, String fields, String wrong) {
        CallRequest request = new CallRequest(host, 1, method, target, fields.replace("~", "\r\n"), new byte[0], LONG);
        assertThat(client.finish(request)).isEqualTo("NotConnected[cause=the request is not valid: " + wrong + "]");
    }

    @Test
    void makesManyCallsOverFewConnections() {
        try (RawServer server = new RawServer(PooledCallerTest::echo)) {
            List<CallerFixture.Made> made = new ArrayList<>();
            client.fixture.run(() -> {
                for (int i = 0; i < 200; i++) {
                    CallerFixture.Made call = new CallerFixture.Made();
                    client.caller.call(get(server.port(), "/" + i), call);
                    call.returned = true;
                    made.add(call);
                }
            });
            await().until(() -> made.stream().noneMatch(call -> call.heard.isEmpty()));
            for (int i = 0; i < 200; i++) {
                assertThat(made.get(i).heard()).isEqualTo("200 /" + i);
            }
            assertThat(server.accepted).hasSizeBetween(1, 4);
        }
    }

    @Test
    void tellsOfTooManyCalls() {
        CallerSettings few = new CallerSettings(1, 1, LONG, LONG, 100, 1000);
        try (CallerFixture narrow = new CallerFixture(few);
                RawServer server = new RawServer(RawPeer::readToEnd)) {
            narrow.start(get(server.port(), "/1"));
            narrow.start(get(server.port(), "/2"));
            assertThat(narrow.finish(get(server.port(), "/3")))
                    .isEqualTo("NotConnected[cause=too many calls at once: 1 connections and 1 waiting requests]");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, 200 /2",
        "PUT, 200 /2",
        "POST, Broken[cause=the connection ended without an answer]",
    })
    @DisplayName("RFC 9110 §9.2.2: a pooled connection that dies under a call is replaced where that does no harm")
    void replacesAConnectionThatDied(String method, String heard) {
        try (RawServer server = new RawServer(peer -> {
            answer(peer, peer.readHead());
            // The second request on a connection is read, and left without an answer.
            peer.readHead();
        })) {
            assertThat(client.finish(get(server.port(), "/1"))).isEqualTo("200 /1");
            assertThat(client.finish(request(method, server.port(), "/2", "", LONG)))
                    .isEqualTo(heard);
        }
    }

    @Test
    void replacesAConnectionOnlyOnce() {
        try (RawServer server = new RawServer(peer -> {
            String head = peer.readHead();
            if (head.startsWith("GET /1")) {
                answer(peer, head);
                peer.readHead();
            }
        })) {
            assertThat(client.finish(get(server.port(), "/1"))).isEqualTo("200 /1");
            assertThat(client.finish(get(server.port(), "/2")))
                    .isEqualTo("Broken[cause=the connection ended without an answer]");
            assertThat(server.accepted).hasSize(2);
        }
    }

    @Test
    void noticesAConnectionThatWasClosedMeanwhile() {
        try (RawServer server = new RawServer(peer -> answer(peer, peer.readHead()))) {
            for (int i = 0; i < 10; i++) {
                assertThat(client.finish(request("POST", server.port(), "/" + i, "", LONG)))
                        .isEqualTo("200 /" + i);
            }
            assertThat(server.accepted).hasSize(10);
        }
    }

    @Test
    void dropsPoolsOfServersThatAreNotCalledAnyMore() {
        ServerPools pools = client.caller.pools();
        try (RawServer server = new RawServer(RawPeer::readToEnd)) {
            client.start(get(server.port(), "/"));
            await().until(() -> server.accepted.size() == 1);
            client.fixture.run(() -> {
                Object used = pools.to("127.0.0.1", server.port(), false);
                for (int port = 1; port <= 1000; port++) {
                    pools.to("127.0.0.2", port, false);
                }
                assertThat(pools.size()).isEqualTo(ServerPools.MAX_POOLS);
                assertThat(pools.to("127.0.0.1", server.port(), false)).isSameAs(used);
            });
        }
    }

    @Test
    void endsEverythingWhenItIsClosed() {
        try (RawServer server = new RawServer(RawPeer::readToEnd)) {
            CallerFixture.Made made = client.start(get(server.port(), "/"));
            await().until(() -> server.accepted.size() == 1);
            client.fixture.run(client.caller::close);
            assertThat(client.finish(get(server.port(), "/")))
                    .isEqualTo("NotConnected[cause=no calls are made any more]");
            assertThat(made.heard).isEmpty();
        }
    }

    private static void answer(RawPeer peer, String head) {
        String path = head.split(" ", -1)[1];
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: " + path.length() + "\r\n\r\n" + path);
    }

    private static void echo(RawPeer peer) {
        for (String head = peer.readHead(); head.endsWith("\r\n\r\n"); head = peer.readHead()) {
            answer(peer, head);
        }
    }
}
