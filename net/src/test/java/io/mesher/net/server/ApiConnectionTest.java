package io.mesher.net.server;

import static io.mesher.net.ApiServer.response;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.mesher.base.Budget;
import io.mesher.net.ApiServer;
import io.mesher.net.RawPeer;
import io.mesher.net.http.FieldName;
import io.mesher.net.http.Method;
import io.mesher.net.http.OwnResponse;
import io.mesher.net.http.RequestFailure;
import io.mesher.net.http.RequestHead;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An API's requests and answers, over real sockets. */
@Timeout(600)
class ApiConnectionTest {
    private static final int MAX_BODY = 10_000;
    private static final int BUDGET = 25_000;
    private static final long SHORT = 200_000_000L;
    private static final String HEAD = " HTTP/1.1\r\nHost: localhost:1\r\n";

    private static final int LONG_ANSWER = 8 << 20;

    private final Budget budget = new Budget(BUDGET);
    private final Budget answers = new Budget(LONG_ANSWER + LONG_ANSWER / 2);
    /** Requests to /late, and what is to be answered. */
    private final List<ApiReply> late = new CopyOnWriteArrayList<>();

    private final ApiServer server =
            new ApiServer(new ApiLimits(MAX_BODY, budget, answers), 30_000_000_000L, this::onRequest);

    private void onRequest(ApiRequest request, ApiReply reply) {
        if (request.path().equals("/late")) {
            late.add(reply);
        } else if (request.path().equals("/long")) {
            reply.send(response(200, "x".repeat(LONG_ANSWER)));
        } else {
            reply.send(response(200, describe(request)));
        }
    }

    private static String describe(ApiRequest request) {
        String body = new String(request.body(), ISO_8859_1);
        return String.join(
                ",",
                request.method(),
                request.host(),
                request.path(),
                request.query(),
                request.peer().isLoopbackAddress() ? "here" : "elsewhere",
                "" + request.field("x-a"),
                body.length() > 100 ? body.length() + " bytes" : body,
                "end");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /p%20q?a=b?c HTTP/1.1~Host: LOCALHOST:1~X-A: 1~x-a: 2~~ | GET,LOCALHOST,/p%20q,a=b?c,here,1,,end",
                "DELETE / HTTP/1.1~Host: [::1]~~ | DELETE,::1,/,,here,null,,end",
                "GET http://h:2 HTTP/1.1~Host: i~~ | GET,h,/,,here,null,,end",
                "GET http://h?q HTTP/1.1~Host: i~~ | GET,h,/,q,here,null,,end",
                "OPTIONS * HTTP/1.1~Host: h~~ | OPTIONS,h,*,,here,null,,end",
                "GET / HTTP/1.0~Connection: keep-alive~~ | GET,,/,,here,null,,end",
                "POST / HTTP/1.1~Host: h~Content-Length: 3~~abc | POST,h,/,,here,null,abc,end",
                "POST / HTTP/1.1~Host: h~Transfer-Encoding: chunked~~2~ab~1~c~0~~ | POST,h,/,,here,null,abc,end",
                "POST / HTTP/1.1~Host: h~Transfer-Encoding: chunked~~0~~ | POST,h,/,,here,null,,end",
            })
    void givesWholeRequests(String request, String seen) {
        try (RawPeer client = server.connect()) {
            for (int i = 0; i < 2; i++) {
                client.send(request.replace("~", "\r\n"));
                assertThat(client.readTo("end"))
                        .startsWith("HTTP/1.1 200 OK\r\n")
                        .endsWith("\r\n\r\n" + seen);
            }
        }
    }

    @Test
    @DisplayName("RFC 9110 §9.3.2: the API sees HEAD; its answer goes without body")
    void passesHeadOn() {
        try (RawPeer client = server.connect()) {
            client.send("HEAD /late" + HEAD + "\r\n" + "GET /next" + HEAD + "\r\n");
            await().until(() -> late.size() == 1);
            answer(late.getFirst(), response(200, "four"));
            assertThat(client.readHead()).contains("Content-Length: 4\r\n");
            assertThat(client.readTo("end")).startsWith("HTTP/1.1 200").contains("/next");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 304})
    @DisplayName("RFC 9110 §8.6, §15.4.5: neither length nor body with 204 and 304")
    void answersWithoutBody(int status) {
        try (RawPeer client = server.connect()) {
            client.send("GET /late" + HEAD + "\r\n" + "GET /next" + HEAD + "\r\n");
            await().until(() -> late.size() == 1);
            answer(
                    late.getFirst(),
                    OwnResponse.of(
                            status, "X-Resource-Revision: 7\r\n", new byte[] {'x'}, OwnResponse.After.NEXT_REQUEST));
            assertThat(client.readHead())
                    .startsWith("HTTP/1.1 " + status)
                    .contains("X-Resource-Revision: 7\r\n")
                    .doesNotContain("Content-Length");
            assertThat(client.readTo("end")).startsWith("HTTP/1.1 200");
        }
    }

    /** An API that looks at heads. */
    private static final class Choosy implements Api {
        @Override
        public void onRequest(ApiRequest request, ApiReply reply) {
            reply.send(response(200, request.body().length + " bytes,end"));
        }

        @Override
        public @Nullable OwnResponse refusal(RequestHead head) {
            return head.fields().has(FieldName.EXPECT) || head.method() == Method.CONNECT
                    ? response(403, "not you,end")
                    : null;
        }

        @Override
        public boolean wantsBody(RequestHead head) {
            return head.method() == Method.POST;
        }

        @Override
        public OwnResponse badRequest(RequestFailure failure) {
            return OwnResponse.of(400, "", "in own words,end".getBytes(ISO_8859_1), OwnResponse.After.NOTHING);
        }
    }

    @Test
    void anApiMayLeaveABodyUnreadAndThenTheConnectionEnds() {
        try (ApiServer choosy = new ApiServer(new Choosy())) {
            try (RawPeer client = choosy.connect()) {
                client.send("POST /" + HEAD + "Content-Length: 3\r\n\r\nabc");
                assertThat(client.readTo("end")).startsWith("HTTP/1.1 200").contains("\r\n\r\n3 bytes");
                client.send("GET /" + HEAD + "Content-Length: 3\r\n\r\nabcGET /" + HEAD + "\r\n");
                assertThat(client.readToEnd()).contains("Connection: close\r\n").endsWith("\r\n\r\n0 bytes,end");
            }
        }
    }

    @Test
    void anApiMayRefuseByTheHeadBeforeAnythingElseIsDone() {
        try (ApiServer choosy = new ApiServer(new Choosy())) {
            try (RawPeer client = choosy.connect()) {
                client.send("CONNECT a:1" + HEAD + "\r\n");
                assertThat(client.readTo("end")).startsWith("HTTP/1.1 403").endsWith("not you,end");
            }
            try (RawPeer client = choosy.connect()) {
                client.send("POST /" + HEAD + "Content-Length: 3\r\nExpect: 100-continue\r\n\r\n");
                assertThat(client.readToEnd())
                        .startsWith("HTTP/1.1 403")
                        .contains("Connection: close\r\n")
                        .doesNotContain("100 Continue");
            }
        }
    }

    @Test
    void anApiMaySayInItsOwnWordsWhatIsNoRequest() {
        try (ApiServer choosy = new ApiServer(new Choosy())) {
            try (RawPeer client = choosy.connect()) {
                client.send("GET / HTTP/1.1\r\n\r\n");
                assertThat(client.readToEnd()).endsWith("in own words,end");
            }
            try (RawPeer client = choosy.connect()) {
                client.send("POST /" + HEAD + "Transfer-Encoding: chunked\r\n\r\n-1\r\n");
                assertThat(client.readToEnd()).endsWith("in own words,end");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"10000, true", "10001, true", "10000, false", "10001, false"})
    @DisplayName("RFC 9110 §15.5.14: bodies up to the limit; then 413, and the connection ends")
    void limitsBodies(int length, boolean chunked) {
        try (RawPeer client = server.connect()) {
            client.send("PUT /" + HEAD
                    + (chunked ? "Transfer-Encoding: chunked\r\n\r\n" : "Content-Length: " + length + "\r\n\r\n"));
            for (int sent = 0; sent < length; ) {
                int part = Math.min(3_000, length - sent);
                String piece = "x".repeat(part);
                client.send(chunked ? Integer.toHexString(part) + "\r\n" + piece + "\r\n" : piece);
                sent += part;
            }
            if (chunked) {
                client.send("0\r\n\r\n");
            }
            if (length <= MAX_BODY) {
                assertThat(client.readTo("end")).startsWith("HTTP/1.1 200").contains("10000 bytes");
            } else {
                assertThat(client.readToEnd())
                        .startsWith("HTTP/1.1 413 Content Too Large\r\n")
                        .contains("Connection: close\r\n")
                        .contains("The request body is larger than 10000 bytes.\n");
            }
        }
        await().untilAsserted(() -> assertThat(left()).isEqualTo(BUDGET));
    }

    @Test
    void limitsBodiesTogether() {
        String part = "POST /late" + HEAD + "Content-Length: 9000\r\n\r\n" + "x".repeat(8_999);
        try (RawPeer one = server.connect();
                RawPeer two = server.connect();
                RawPeer three = server.connect()) {
            one.send(part);
            two.send(part + "x");
            await().until(() -> late.size() == 1);
            await().until(() -> left() < 10_000);
            three.send(part);
            assertThat(three.readToEnd())
                    .startsWith("HTTP/1.1 503 Service Unavailable\r\n")
                    .contains("request bodies take more than 25000 bytes");
            // What is answered counts no more.
            answer(late.getFirst(), response(200, "two"));
            assertThat(two.readTo("two")).startsWith("HTTP/1.1 200");
            one.send("x");
            await().until(() -> late.size() == 2);
            one.reset();
            await().until(() -> left() == BUDGET);
        }
    }

    @Test
    @DisplayName("RFC 9110 §10.1.1: a caller that waits with its body is told to send it, or why not to")
    void answersExpectations() {
        String expect = "Expect: 100-continue\r\n";
        try (RawPeer client = server.connect()) {
            for (int i = 0; i < 2; i++) {
                client.send("PUT /" + HEAD + "Content-Length: 3\r\n" + expect + "\r\n");
                assertThat(client.readHead()).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
                client.send("abc");
                assertThat(client.readTo("end")).startsWith("HTTP/1.1 200").contains("abc");
            }
            client.send("PUT /" + HEAD + "Content-Length: 10001\r\n" + expect + "\r\n");
            assertThat(client.readToEnd()).startsWith("HTTP/1.1 413");
        }
        try (RawPeer client = server.connect()) {
            client.send("PUT /" + HEAD + "Content-Length: 3\r\nExpect: more\r\n\r\n");
            assertThat(client.readToEnd()).startsWith("HTTP/1.1 417 ").contains("other than 100-continue");
        }
    }

    @Test
    @DisplayName("RFC 9112 §9.3.2: pipelined requests wait for a late answer, and are answered in their order")
    void answersPipelinedRequests() {
        try (RawPeer client = server.connect()) {
            client.send("GET /1" + HEAD + "\r\n" + "POST /late" + HEAD + "Content-Length: 2\r\n\r\nab" + "GET /3" + HEAD
                    + "\r\n" + "GET /late" + HEAD + "\r\n" + "GET /5" + HEAD + "\r\n");
            assertThat(client.readTo("end")).contains(",/1,");
            await().until(() -> late.size() == 1);
            answer(late.getFirst(), response(200, "second"));
            assertThat(client.readTo("second")).startsWith("HTTP/1.1 200");
            assertThat(client.readTo("end")).contains(",/3,");
            await().until(() -> late.size() == 2);
            answer(late.getLast(), response(200, "fourth"));
            assertThat(client.readTo("fourth")).startsWith("HTTP/1.1 200");
            assertThat(client.readTo("end")).contains(",/5,");
        }
    }

    @Test
    void anAnswerToACallerThatHasGoneDoesNothing() {
        try (RawPeer client = server.connect()) {
            client.send("POST /late" + HEAD + "Content-Length: 2\r\n\r\nab");
            await().until(() -> late.size() == 1);
            client.reset();
        }
        await().until(() -> server.open.get() == 0);
        assertThat(left()).isEqualTo(BUDGET);
        answer(late.getFirst(), response(200, "nobody"));
    }

    @Test
    void aSecondAnswerIsADefect() {
        try (RawPeer client = server.connect()) {
            client.send("GET /late" + HEAD + "\r\n");
            await().until(() -> late.size() == 1);
            answer(late.getFirst(), response(200, "once"));
            assertThat(client.readTo("once")).startsWith("HTTP/1.1 200");
            assertThat(catchThrowable(() -> answer(late.getFirst(), response(200, "twice"))))
                    .hasMessageContaining("a request was answered twice");
            client.send("GET /next" + HEAD + "\r\n");
            assertThat(client.readTo("end")).contains(",/next,").doesNotContain("twice");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nonsense~~ | 400 | The request is not valid HTTP: ",
                "GET / HTTP/1.1~~ | 400 | The request is not valid HTTP: there is no Host field.",
                "POST / HTTP/1.1~Host: a~Transfer-Encoding: chunked~~x~ | 400 | The request is not valid HTTP: a chunk does not begin",
                "CONNECT a:1 HTTP/1.1~Host: a:1~~ | 501 | does not tunnel (CONNECT)",
                "GET /LONG HTTP/1.1~Host: a~~ | 414 | The request line is longer than 8192 bytes.",
                "GET / HTTP/1.1~Host: a~MANY~ | 431 | The request is too large: the head has more than 100 fields.",
            })
    void answersWhatIsNoRequest(String request, String status, String text) {
        try (RawPeer client = server.connect()) {
            client.send(request.replace("LONG", "x".repeat(8_192))
                    .replace("MANY", "A: b~".repeat(100))
                    .replace("~", "\r\n"));
            assertThat(client.readToEnd())
                    .startsWith("HTTP/1.1 " + status)
                    .contains("Content-Type: text/plain; charset=utf-8\r\n", "Connection: close\r\n")
                    .contains(text);
        }
    }

    @Test
    void answersABodyThatDoesNotCome() {
        try (ApiServer impatient = new ApiServer(new ApiLimits(MAX_BODY, budget, answers), SHORT, this::onRequest);
                RawPeer client = impatient.connect()) {
            client.send("POST /" + HEAD + "Content-Length: 3\r\n\r\nab");
            assertThat(client.readToEnd())
                    .startsWith("HTTP/1.1 408 ")
                    .contains("The request body did not arrive within 200 ms.");
            assertThat(impatient.fixture.call(() -> leftOf(budget))).isEqualTo(BUDGET);
        }
    }

    @Test
    void forgetsABodyThatBreaksOff() {
        try (RawPeer client = server.connect()) {
            client.send("POST /" + HEAD + "Content-Length: 3\r\n\r\nab");
            await().until(() -> left() < BUDGET);
        }
        await().until(() -> left() == BUDGET);
        await().until(() -> server.open.get() == 0);
        assertThat(late).isEmpty();
    }

    private void answer(ApiReply reply, OwnResponse response) {
        server.fixture.run(() -> reply.send(response));
    }

    private int left() {
        return server.fixture.call(() -> leftOf(budget));
    }

    private static int leftOf(Budget budget) {
        int left = 0;
        while (budget.take(1)) {
            left++;
        }
        budget.giveBack(left);
        return left;
    }

    @Test
    void boundsTheAnswersThatNobodyTakes() {
        try (RawPeer idle = server.connect();
                RawPeer other = server.connect()) {
            idle.send("GET /long" + HEAD + "\r\n");
            idle.readHead();

            other.send("GET /long" + HEAD + "\r\n");
            assertThat(other.readHead()).startsWith("HTTP/1.1 503 ");
        }
    }

    @Test
    void hasRoomAgainForAnswersOnceTheyAreTaken() {
        try (RawPeer one = server.connect();
                RawPeer other = server.connect()) {
            for (int i = 0; i < 3; i++) {
                for (RawPeer peer : List.of(one, other)) {
                    await().until(() -> server.fixture.call(() -> leftOf(answers)) == answers.maxBytes());
                    peer.send("GET /long" + HEAD + "\r\n");
                    assertThat(peer.readHead()).startsWith("HTTP/1.1 200 ");
                    assertThat(peer.read(LONG_ANSWER)).hasSize(LONG_ANSWER);
                }
            }
        }
    }
}
