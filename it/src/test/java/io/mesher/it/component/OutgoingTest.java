package io.mesher.it.component;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.testkit.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the application's requests find a service, and what is added to them on the way. */
@Timeout(600)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutgoingTest {
    private Application server2;
    private Application second;
    private MesherProcess mesher;

    @BeforeAll
    void start(@TempDir Path home) throws IOException {
        server2 = Application.saying("hello");
        second = Application.saying("second");
        mesher = new MesherSetup(home)
                .service("server2", server2.address())
                .service("AccountService", server2.address())
                .service("pair", server2.address(), second.address())
                .service("half", "127.0.0.1:" + Ports.free(), second.address())
                .start();
    }

    @AfterAll
    void stop() throws IOException {
        mesher.close();
        server2.close();
        second.close();
    }

    @BeforeEach
    void forget() {
        server2.forget();
        second.forget();
    }

    private Message sent(String requestLine, String... fields) throws IOException {
        StringBuilder request = new StringBuilder(requestLine + " HTTP/1.1\r\nHost: server2\r\n");
        for (String field : fields) {
            request.append(field).append("\r\n");
        }
        assertThat(mesher.askOut(request + "\r\n").status()).isEqualTo(200);
        return server2.onlyRequest();
    }

    @Test
    void theHostOfTheUrlNamesTheService() throws IOException {
        assertThat(mesher.get("http://server2/hello").text()).isEqualTo("hello");

        Message request = server2.onlyRequest();
        assertThat(request.startLine()).isEqualTo("GET /hello HTTP/1.1");
        assertThat(request.value("host")).isEqualTo("server2");
        assertThat(request.has("x-forwarded-port")).isFalse();
    }

    @Test
    void theUrlCountsWhenHostSaysOtherwise() throws IOException {
        mesher.askOut("GET http://AccountService/x HTTP/1.1\r\nHost: nobody:1\r\n\r\n");

        assertThat(server2.onlyRequest().value("host")).isEqualTo("AccountService");
    }

    @ParameterizedTest
    @CsvSource({
        "http://server2:/x,server2",
        "http://server2/x,''",
        "ws://server2/x,server2",
        "http://server2/x,server2:"
    })
    void theDefaultPortHasManySpellings(String url, String host) throws IOException {
        assertThat(mesher.askOut("GET " + url + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n")
                        .status())
                .isEqualTo(200);

        Message request = server2.onlyRequest();
        assertThat(request.target()).isEqualTo("/x");
        assertThat(request.value("host")).isEqualTo("server2");
        assertThat(request.has("x-forwarded-port")).isFalse();
    }

    @Test
    void utf8InAUrlGoesOnPercentEncoded() throws IOException {
        assertThat(sent("GET http://server2/\u00e4\u00b8\u00ad?q=\u00c3\u00a4").target())
                .isEqualTo("/%E4%B8%AD?q=%C3%A4");
    }

    @Test
    void aPortInTheUrlIsAHintToTheOtherMesher() throws IOException {
        Message request = sent("GET http://AccountService:8080/x?y=%20z", "X-Forwarded-Port: 1");

        assertThat(request.startLine()).isEqualTo("GET /x?y=%20z HTTP/1.1");
        assertThat(request.values("x-forwarded-port")).containsExactly("8080");
        assertThat(request.value("host")).isEqualTo("AccountService:8080");
    }

    @Test
    void theCallersOwnHintGoesAlongWhereTheUrlHasNoPort() throws IOException {
        assertThat(sent("GET http://server2/", "X-Forwarded-Port: 8081").values("x-forwarded-port"))
                .containsExactly("8081");
    }

    @ParameterizedTest
    @CsvSource({"http://server2,/", "http://server2?q,/?q", "HTTP://server2/,/"})
    void aUrlWithoutPathAsksForTheRoot(String url, String target) throws IOException {
        assertThat(sent("GET " + url).target()).isEqualTo(target);
    }

    @Test
    void tellsTheCalledSideWhoCalls() throws IOException {
        assertThat(sent("GET http://server2/").values("x-cse-context"))
                .containsExactly("{\"x-cse-src-microservice\":\"client\"}");
    }

    @Test
    void keepsTheApplicationsOwnContext() throws IOException {
        assertThat(sent("GET http://server2/", "X-Cse-Context: {\"user\":\"a\\\"b\",\"x-cse-src-microservice\":\"me\"}")
                        .values("x-cse-context"))
                .containsExactly("{\"user\":\"a\\\"b\",\"x-cse-src-microservice\":\"client\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "{\"a\":1}", "[]", "{\"a\":\"b\"", ""})
    void replacesAContextThatIsNoObjectOfStrings(String context) throws IOException {
        assertThat(sent("GET http://server2/", "x-cse-context: " + context).values("x-cse-context"))
                .containsExactly("{\"x-cse-src-microservice\":\"client\"}");
    }

    @Test
    void requestsGoToTheInstancesInTurn() throws IOException {
        List<String> answers = new ArrayList<>();
        try (Wire wire = mesher.callOut()) {
            for (int i = 0; i < 20; i++) {
                answers.add(wire.ask("GET http://pair/ HTTP/1.1\r\nHost: pair\r\n\r\n")
                        .text());
            }
        }

        assertThat(answers).hasSize(20);
        for (int i = 1; i < answers.size(); i++) {
            assertThat(answers.get(i)).as("request %d", i).isNotEqualTo(answers.get(i - 1));
        }
    }

    @Test
    void anotherInstanceIsTriedWhereNoConnectionIsHad() throws IOException {
        for (int i = 0; i < 4; i++) {
            Message response = mesher.askOut("POST http://half/ HTTP/1.1\r\nHost: half\r\nContent-Length: 2\r\n\r\nok");
            assertThat(response.text()).isEqualTo("second");
        }

        assertThat(second.requests()).extracting(Message::text).containsExactly("ok", "ok", "ok", "ok");
    }

    @Test
    void fieldsKeepTheirCaseOrderAndRepeats() throws IOException {
        Message request = sent(
                "GET http://server2/", "X-One: 1", "x-TWO:  spaced out \t", "X-One: 2", "Cookie: a=b", "cookie: c=d");

        assertThat(request.fields())
                .startsWith("Host: server2", "X-One: 1", "x-TWO: spaced out", "X-One: 2", "Cookie: a=b", "cookie: c=d");
    }

    @Test
    void aResponsesFieldsKeepTheirCaseOrderAndRepeats(@TempDir Path home) throws IOException {
        try (Application app = Application.answering(_ -> Message.head(
                        "HTTP/1.1 299 Odd Reason",
                        "set-COOKIE: a",
                        "Set-Cookie: b",
                        "Connection: X-Hop",
                        "X-Hop: 1",
                        "Keep-Alive: timeout=9",
                        "Content-Length: 0"));
                MesherProcess other =
                        new MesherSetup(home).service("app", app.address()).start()) {
            Message response = other.get("http://app/");

            assertThat(response.startLine()).isEqualTo("HTTP/1.1 299 Odd Reason");
            assertThat(response.fields()).startsWith("set-COOKIE: a", "Set-Cookie: b", "Content-Length: 0");
            assertThat(response.has("x-hop")).isFalse();
            assertThat(response.has("keep-alive")).isFalse();
            assertThat(response.value("via")).startsWith("1.1 mesher-client-");
            assertThat(response.has("date")).isTrue();
        }
    }

    @Test
    void theCallersConnectionIsNotTheUpstreams() throws IOException {
        Message request = sent(
                "GET http://server2/",
                "Connection: keep-alive, X-Private",
                "X-Private: 1",
                "Keep-Alive: timeout=5",
                "Proxy-Connection: keep-alive",
                "Proxy-Authorization: Basic eDp5",
                "TE: gzip");

        for (String name : List.of("connection", "x-private", "keep-alive", "proxy-connection", "te")) {
            assertThat(request.has(name)).as(name).isFalse();
        }
        assertThat(request.value("via")).startsWith("1.1 mesher-client-");
        assertThat(request.value("x-forwarded-for")).isEqualTo("127.0.0.1");
    }
}
