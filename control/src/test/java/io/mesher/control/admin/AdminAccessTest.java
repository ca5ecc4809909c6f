package io.mesher.control.admin;

import static io.mesher.control.admin.RawResponse.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.name.ServiceIdentity;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may ask: Host, Origin, and what is shown off loopback. */
@Timeout(600)
class AdminAccessTest {
    private static final RawResponse OK = text("200 OK", "ok");
    private static final RawResponse WRONG_HOST = text("421 Misdirected Request", """
            The admin API does not answer to the host name of this request.
            Call it as localhost, 127.0.0.1 or [::1], or add the name to mesher.admin.allowedHosts.
            """);
    private static final RawResponse FOREIGN_PAGE = text("403 Forbidden", """
            The admin API does not answer to web pages of other origins.
            Open the page from a host named in mesher.admin.allowedHosts.
            """);

    private AdminServer server;

    @BeforeEach
    void start() throws IOException {
        server = new AdminServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "localhost:30102",
                "LOCALHOST:1",
                "127.0.0.1",
                "127.0.0.1:8080",
                "127.9.9.9",
                "[::1]",
                "[::1]:30102",
                "mesher.example",
                "Mesher.Example:9090"
            })
    void answersToItsOwnNames(String host) throws IOException {
        assertThat(server.ask("GET /livez HTTP/1.1\r\nHost: " + host + "\r\n\r\n"))
                .isEqualTo(OK);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:30102",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "10.0.0.1",
                "0.0.0.0",
                "[::]",
                "[::2]:30102",
                "notmesher.example"
            })
    void refusesReboundNames(String host) throws IOException {
        for (String path : new String[] {"/livez", "/v1/mesher/version", "/", "/nowhere"}) {
            assertThat(server.ask("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n"))
                    .as(path)
                    .isEqualTo(WRONG_HOST);
        }
    }

    @Test
    void anAbsoluteTargetsHostCountsAndHostDoesNot() throws IOException {
        assertThat(server.ask("GET http://localhost:1/livez HTTP/1.1\r\nHost: evil.example\r\n\r\n"))
                .isEqualTo(OK);
        assertThat(server.ask("GET http://[::1]/livez HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                .isEqualTo(OK);
        assertThat(server.ask("GET http://evil.example/livez HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                .isEqualTo(WRONG_HOST);
    }

    @Test
    void answersHttp10WithoutAHost() throws IOException {
        assertThat(server.ask("GET /livez HTTP/1.0\r\n\r\n")).isEqualTo(OK.withLastField("Connection: close"));
        assertThat(server.ask("GET /livez HTTP/1.0\r\nHost: evil.example\r\n\r\n"))
                .isEqualTo(WRONG_HOST.withLastField("Connection: close"));
        assertThat(server.ask("GET /livez HTTP/1.0\r\nOrigin: http://evil.example\r\n\r\n"))
                .isEqualTo(FOREIGN_PAGE.withLastField("Connection: close"));
        assertThat(server.ask("GET /livez HTTP/1.1\r\n\r\n").statusLine()).isEqualTo("HTTP/1.1 400 Bad Request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://localhost:30102", "http://127.0.0.1:8080", "http://[::1]:30102", "https://mesher.example"
            })
    void answersPagesOfItsOwn(String origin) throws IOException {
        assertThat(server.ask("GET /livez HTTP/1.1\r\nHost: localhost\r\nOrigin: " + origin + "\r\n\r\n"))
                .isEqualTo(OK);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "",
                "http://evil.example",
                "http://localhost.evil.example:30102",
                "http://10.0.0.1:30102",
                "chrome-extension://localhost"
            })
    void refusesForeignPages(String origin) throws IOException {
        for (String method : new String[] {"GET", "POST", "OPTIONS"}) {
            assertThat(server.ask(method + " /livez HTTP/1.1\r\nHost: localhost\r\norigin: " + origin + "\r\n\r\n"))
                    .as(method)
                    .isEqualTo(FOREIGN_PAGE);
        }
    }

    @Test
    void refusesAForeignOriginBehindAnotherOne() throws IOException {
        String own = "Origin: http://localhost\r\n";
        String foreign = "Origin: http://evil.example\r\n";

        assertThat(server.ask("GET /livez HTTP/1.1\r\nHost: localhost\r\n" + own + foreign + "\r\n"))
                .isEqualTo(FOREIGN_PAGE);
    }

    @Test
    void offLoopbackShowsWhatTheOriginalDidAndTheProbes() throws IOException {
        try (AdminServer open = new AdminServer("0.0.0.0", new ServiceIdentity("Client", "shop", "0.1", ""))) {
            assertThat(open.get("/livez")).isEqualTo(OK);
            assertThat(open.get("/readyz")).isEqualTo(text("200 OK", "ready"));
            assertThat(open.get("/v1/mesher/version").statusLine()).isEqualTo("HTTP/1.1 200 OK");
            assertThat(open.get("/v1/mesher/health").statusLine()).isEqualTo("HTTP/1.1 200 OK");
            assertThat(open.get("/v1/mesher/metrics").statusLine()).isEqualTo("HTTP/1.1 200 OK");
            assertThat(open.get("/v1/mesher/routeRule/a").body()).isEqualTo("\"a routeRule not found\"");
            for (String path : new String[] {"/", "/v1/mesher/services", "/v1/mesher/services?x"}) {
                assertThat(open.get(path)).as(path).isEqualTo(text("403 Forbidden", """
                        This is served only while the admin API listens on a loopback address, or to who has a token.
                        Set its listen address (protocols.rest-admin.listenAddress) to 127.0.0.1 and ask from this machine, or
                        set mesher.admin.token and send it: Authorization: Bearer <token>
                        """));
            }
        }
    }

    @Test
    void offLoopbackAnswersToAnyAddressButToNoForeignName() throws IOException {
        try (AdminServer open = new AdminServer("0.0.0.0", new ServiceIdentity("Client", "shop", "0.1", ""))) {
            assertThat(open.ask("GET /livez HTTP/1.1\r\nHost: 10.1.2.3:30102\r\n\r\n"))
                    .isEqualTo(OK);
            assertThat(open.ask("GET /livez HTTP/1.1\r\nHost: evil.example\r\n\r\n"))
                    .isEqualTo(WRONG_HOST);
            assertThat(open.ask("GET /livez HTTP/1.1\r\nHost: 10.1.2.3\r\nOrigin: http://6.6.6.6\r\n\r\n"))
                    .isEqualTo(FOREIGN_PAGE);
        }
    }

    @Test
    void neverProxies() throws IOException {
        try (RawClient client = server.connect()) {
            client.send("CONNECT localhost:" + server.port() + " HTTP/1.1\r\nHost: localhost\r\n\r\n");

            assertThat(client.read())
                    .isEqualTo(text(
                            "501 Not Implemented", "The admin API is not a proxy: it does not tunnel (CONNECT).\n"));
        }
    }
}
