package io.mesher.control.admin;

import static io.mesher.control.admin.RawResponse.expected;
import static io.mesher.control.admin.RawResponse.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.control.admin.source.Condition;
import io.mesher.control.admin.source.ReadyState;
import io.mesher.control.metrics.PrometheusParser;
import io.mesher.control.metrics.PrometheusParser.Family;
import io.mesher.core.name.ServiceIdentity;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(600)
class AdminEndpointsTest {
    static final String LISTING = """
            GET        /healthz                         The same as /livez.
            GET        /livez                           200 while an event loop answers.
            GET        /metrics                         Mesher's metrics, for Prometheus.
            GET        /openapi.json                    All of this, for programs.
            POST       /quitquitquit                    Starts the orderly shutdown, as SIGTERM does.
            GET        /readyz                          200 ready; 503 with the reason; ?verbose: more.
            GET        /startupz                        200 once Mesher has been ready.
            GET        /v1/mesher/catalog               Known services and their instances; ?service=NAME for one.
            GET        /v1/mesher/config                Each configured key, its value and its place.
            GET        /v1/mesher/connections           Callers' connections and pools, by event loop.
            GET, POST  /v1/mesher/drain                 Whether Mesher drains; POST: starts or ends draining.
            GET        /v1/mesher/explain               Why requests went where they went; ?url=URL: where one would go.
            GET        /v1/mesher/health                200 green; 500 red with the reason.
            GET, POST  /v1/mesher/log                   The log level; POST: another one for a while.
            GET        /v1/mesher/metrics               CSE Mesher's metrics, for Prometheus.
            GET        /v1/mesher/routeRule/{service}   The route rules of a service.
            GET        /v1/mesher/services              Instances as balanced, breakers, rules.
            GET        /v1/mesher/telemetry             Dropped log lines and spans, folded series.
            GET        /v1/mesher/version               Which build this is.
            """;
    private static final String METRICS = "text/plain; version=0.0.4; charset=utf-8";

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
    void tellsTheVersion() throws IOException {
        assertThat(server.get("/v1/mesher/version")).isEqualTo(expected("200 OK", "application/json", """
                {
                 "version": "1.2.3",
                 "commit": "0a1b2c",
                 "built": "2026-01-01",
                 "Go-Chassis": ""
                }"""));
    }

    @Test
    void isGreenWhileReady() throws IOException {
        assertThat(server.get("/v1/mesher/health")).isEqualTo(expected("200 OK", "application/json", """
                {
                 "serviceName": "Client",
                 "version": "0.1",
                 "status": "green",
                 "connectedMonitoring": false
                }"""));
    }

    @Test
    void isRedWithTheReasonWhileNotReady() throws IOException {
        server.readiness = new ReadyState.NotReady("shutting down");

        assertThat(server.get("/v1/mesher/health"))
                .isEqualTo(expected("500 Internal Server Error", "application/json", """
                        {
                         "serviceName": "Client",
                         "version": "0.1",
                         "status": "red",
                         "connectedMonitoring": false,
                         "error": "shutting down"
                        }"""));
    }

    @Test
    void showsWhatMesherNeedsIfAsked() throws IOException {
        server.conditions =
                List.of(new Condition("registered", false, "no"), new Condition("rules", true, "all are in effect"));

        assertThat(server.get("/readyz?verbose")).isEqualTo(text("200 OK", """
                ready
                [-] registered: no
                [+] rules: all are in effect
                """));
        assertThat(server.get("/v1/mesher/health").body()).endsWith("""
                 "connectedMonitoring": false,
                 "conditions": [
                  {
                   "name": "registered",
                   "good": false,
                   "text": "no"
                  },
                  {
                   "name": "rules",
                   "good": true,
                   "text": "all are in effect"
                  }
                 ]
                }""");
    }

    @Test
    void leavesAnUnknownVersionOutOfTheHealth() throws IOException {
        try (AdminServer unnamed = new AdminServer("127.0.0.1", new ServiceIdentity("un\"named", "default", "", ""))) {
            assertThat(unnamed.get("/v1/mesher/health").body()).isEqualTo("""
                    {
                     "serviceName": "un\\"named",
                     "status": "green",
                     "connectedMonitoring": false
                    }""");
        }
    }

    @Test
    void scrapesWhatTheLoopsCounted() throws IOException {
        server.counters.of("Server").record(200, 2_500_000);

        RawResponse response = server.get("/v1/mesher/metrics");

        assertThat(response).isEqualTo(expected("200 OK", METRICS, response.body()));
        Map<String, Family> families = PrometheusParser.parse(response.body());
        assertThat(families.get("requests_total").value(Map.of("app", "", "service_name", "Server", "version", "")))
                .isEqualTo("1");
        assertThat(families.get("start_time_seconds")
                        .value(Map.of("app", "shop", "service_name", "Client", "version", "0.1")))
                .isEqualTo("1753000000");
    }

    @ParameterizedTest
    @CsvSource({
        "Server, Server",
        "a%20b, a b",
        "a%2Fb, a/b",
        "a+b, a+b",
        "%E6%9C%8D%E5%8A%A1, 服务",
        "a%22b%5C, a\\\"b\\\\",
        "a%0Ab, a\\nb"
    })
    void knowsNoRouteRules(String segment, String escapedName) throws IOException {
        assertThat(server.get("/v1/mesher/routeRule/" + segment))
                .isEqualTo(
                        expected("404 Not Found", "application/json", "\"" + escapedName + " routeRule not found\""));
    }

    @Test
    void refusesAServiceNameThatIsNotEncoded() throws IOException {
        assertThat(server.get("/v1/mesher/routeRule/a%zz"))
                .isEqualTo(text(
                        "400 Bad Request",
                        "service name in the path: a % that is not followed by two hex digits, or not UTF-8\n"));
    }

    @Test
    void answersTheProbes() throws IOException {
        assertThat(server.get("/livez")).isEqualTo(text("200 OK", "ok"));
        assertThat(server.get("/readyz")).isEqualTo(text("200 OK", "ready"));

        server.readiness = new ReadyState.NotReady("starting");

        assertThat(server.get("/livez")).isEqualTo(text("200 OK", "ok"));
        assertThat(server.get("/readyz")).isEqualTo(text("503 Service Unavailable", "starting"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/?", "/?q=/livez", "http://localhost", "http://localhost?q"})
    void listsTheEndpoints(String target) throws IOException {
        assertThat(server.get(target)).isEqualTo(text("200 OK", "Mesher admin API\n\n" + LISTING));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/livez?", "/livez?verbose=1", "/livez?a?b=/x", "http://localhost/livez?x"})
    void ignoresTheQuery(String target) throws IOException {
        assertThat(server.get(target)).isEqualTo(text("200 OK", "ok"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/livez/",
                "//livez",
                "/LIVEZ",
                "/%6civez",
                "/x/../livez",
                "/v1",
                "/v1/mesher/",
                "/v1/mesher/routeRule",
                "/v1/mesher/routeRule/",
                "/v1/mesher/routeRule/?service=a",
                "/v1/mesher/routeRule/a/b",
                "/v1/mesher/services/",
                "/v1/mesher/services/a",
                "/v1/mesher/version/x"
            })
    void answersUnknownPathsWithTheList(String path) throws IOException {
        assertThat(server.get(path))
                .isEqualTo(text("404 Not Found", "There is nothing at this path. The admin API has:\n\n" + LISTING));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/livez",
                "/readyz",
                "/v1/mesher/version",
                "/v1/mesher/health",
                "/v1/mesher/routeRule/Server",
                "/v1/mesher/services",
                "/nowhere"
            })
    void answersHeadLikeGetWithoutTheBody(String path) throws IOException {
        RawResponse whole = server.get(path);
        try (RawClient client = server.connect()) {
            client.send("HEAD " + path
                    + " HTTP/1.1\r\nHost: localhost\r\n\r\nGET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n");

            assertThat(whole.body()).isNotEmpty();
            assertThat(client.readHead()).isEqualTo(whole.withoutBody());
            assertThat(client.read()).isEqualTo(text("200 OK", "ok"));
        }
    }

    @Test
    void answersHeadOfTheMetrics() throws IOException {
        try (RawClient client = server.connect()) {
            client.send("HEAD /v1/mesher/metrics HTTP/1.1\r\nHost: localhost\r\n\r\n");

            RawResponse response = client.readHead();

            assertThat(response.statusLine()).isEqualTo("HTTP/1.1 200 OK");
            assertThat(response.fields()).contains("Content-Type: " + METRICS);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "get"})
    void refusesOtherMethods(String method) throws IOException {
        assertThat(server.ask(method + " /livez HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                .isEqualTo(text("405 Method Not Allowed", "This path accepts only the methods GET and HEAD.\n")
                        .withFieldBeforeLength("Allow: GET, HEAD"));
    }

    @Test
    void servesAnotherHttpClient() throws IOException {
        URI uri = URI.create("http://localhost:" + server.port() + "/v1/mesher/health");
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
        connection.setReadTimeout(20_000);

        assertThat(connection.getResponseCode()).isEqualTo(200);
        try (InputStream body = connection.getInputStream()) {
            assertThat(body).asString(StandardCharsets.UTF_8).contains("\"status\": \"green\"");
        }
        assertThat(connection.getHeaderFields())
                .containsOnlyKeys(
                        null, "Date", "X-Content-Type-Options", "Cache-Control", "Content-Type", "Content-Length");
    }
}
