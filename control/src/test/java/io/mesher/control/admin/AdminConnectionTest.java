package io.mesher.control.admin;

import static io.mesher.control.admin.RawResponse.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Requests one after the other, and what isn't a request. */
@Timeout(600)
class AdminConnectionTest {
    private static final String LIVEZ = "GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final String READYZ = "GET /readyz HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final RawResponse OK = text("200 OK", "ok");

    private AdminServer server;

    @BeforeEach
    void start() throws IOException {
        server = new AdminServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void answersSeveralRequestsOnOneConnection() throws IOException {
        try (RawClient client = server.connect()) {
            for (int i = 0; i < 5; i++) {
                client.send(LIVEZ);
                assertThat(client.read()).isEqualTo(OK);
            }
            client.send("GET /nowhere HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(client.read().statusLine()).isEqualTo("HTTP/1.1 404 Not Found");
            client.send("GET /livez HTTP/1.1\r\nHost: evil.example\r\n\r\n");
            assertThat(client.read().statusLine()).isEqualTo("HTTP/1.1 421 Misdirected Request");
            client.send(LIVEZ);
            assertThat(client.read()).isEqualTo(OK);
        }
    }

    @Test
    void answersPipelinedRequestsInTheirOrder() throws IOException {
        try (RawClient client = server.connect()) {
            client.send((LIVEZ + READYZ).repeat(8));

            for (int i = 0; i < 8; i++) {
                assertThat(client.read()).isEqualTo(OK);
                assertThat(client.read()).isEqualTo(text("200 OK", "ready"));
            }
        }
    }

    @Test
    void closesWhereTheCallerAsksForIt() throws IOException {
        try (RawClient client = server.connect()) {
            client.send("GET /livez HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

            assertThat(client.read()).isEqualTo(OK.withLastField("Connection: close"));
            assertThat(client.isEnded()).isTrue();
        }
    }

    @Test
    void answersABodyUnreadAndCloses() throws IOException {
        try (RawClient client = server.connect()) {
            client.send("POST /livez HTTP/1.1\r\nHost: localhost\r\nContent-Length: 70\r\n\r\n" + LIVEZ);

            assertThat(client.read())
                    .isEqualTo(text("405 Method Not Allowed", "This path accepts only the methods GET and HEAD.\n")
                            .withFieldBeforeLength("Allow: GET, HEAD")
                            .withLastField("Connection: close"));
            assertThat(client.isEnded()).isTrue();
        }
    }

    @Test
    void doesNotAskForABodyThatWaitsToBeAskedFor() throws IOException {
        try (RawClient client = server.connect()) {
            client.send("GET /livez HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");

            assertThat(client.read()).isEqualTo(OK.withLastField("Connection: close"));
            assertThat(client.isEnded()).isTrue();
        }
    }

    @Test
    void refusesWhatIsNotHttp() throws IOException {
        refuses("GET /livez HTTP/1.1\r\n\r\n", "400 Bad Request", """
                The request is not valid HTTP: there is no Host field.
                Correct the client that sent it; Mesher never guesses what an ambiguous request means.
                """);
        refuses("GET /livez HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n", "400 Bad Request", """
                The request is not valid HTTP: there is more than one Host field.
                Correct the client that sent it; Mesher never guesses what an ambiguous request means.
                """);
    }

    @Test
    void refusesWhatIsTooLarge() throws IOException {
        refuses("GET /" + "a".repeat(1100) + " HTTP/1.1\r\nHost: localhost\r\n\r\n", "414 URI Too Long", """
                The request line is longer than 1024 bytes.
                Send a shorter URL, or raise mesher.limits.requestLineBytes.
                """);
        refuses(
                "GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "a".repeat(4100) + "\r\n\r\n",
                "431 Request Header Fields Too Large",
                """
                The request is too large: the head is longer than 4096 bytes.
                Send fewer or smaller header fields, or raise mesher.limits.headBytes.
                """);
        refuses(
                "GET / HTTP/1.1\r\nHost: localhost\r\n" + "X: y\r\n".repeat(21) + "\r\n",
                "431 Request Header Fields Too Large",
                """
                The request is too large: the head has more than 20 fields.
                Send fewer or smaller header fields, or raise mesher.limits.headFields.
                """);
    }

    @Test
    void refusesAnUnknownExpectation() throws IOException {
        refuses("GET / HTTP/1.1\r\nHost: localhost\r\nExpect: 200-ok\r\n\r\n", "417 Expectation Failed", """
                The request has an Expect field other than 100-continue.
                Leave the field out.
                """);
    }

    @Test
    void doesNotWaitForEverForAHead() throws IOException {
        refuses("GET / HTTP/1.1\r\nHost: local", "408 Request Timeout", """
                The request head did not arrive within 1000 ms.
                Send it faster, or raise mesher.timeouts.head.
                """);
    }

    private void refuses(String request, String status, String body) throws IOException {
        try (RawClient client = server.connect()) {
            client.send(request);

            assertThat(client.read()).isEqualTo(text(status, body).withLastField("Connection: close"));
            assertThat(client.isEnded()).isTrue();
        }
    }
}
