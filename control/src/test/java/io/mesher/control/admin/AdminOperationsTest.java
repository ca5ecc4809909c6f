package io.mesher.control.admin;

import static io.mesher.control.admin.RawResponse.expected;
import static io.mesher.control.admin.RawResponse.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mesher.control.admin.resource.CatalogResource;
import io.mesher.control.admin.source.ConfigReport;
import io.mesher.control.admin.source.DrainControl;
import io.mesher.core.catalog.CatalogSnapshot;
import io.mesher.core.catalog.Endpoint;
import io.mesher.core.catalog.Instance;
import io.mesher.core.catalog.InstanceTraits;
import io.mesher.core.catalog.Microservice;
import io.mesher.core.config.LogConfig.Level;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators see and do beside what the original has. */
@Timeout(600)
class AdminOperationsTest {
    private AdminServer server;

    @BeforeEach
    void start() throws IOException {
        server = new AdminServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static Instance instance(int i) {
        return new Instance("i" + i, "1.0", new Endpoint("10.0.0.1", 1000 + i));
    }

    private static String json(String body) {
        return body.replace('\'', '"');
    }

    @Test
    void showsTheCatalog() throws IOException {
        InstanceTraits traits = new InstanceTraits(Map.of("b", "2", "a", "1"), "r", "z", 1_753_000_000);
        server.catalog = CatalogSnapshot.of(
                "shop",
                List.of(
                        new Microservice("written", List.of(instance(7))),
                        new Microservice("other", "b", List.of()),
                        new Microservice("a", List.of(new Instance("i0", "1.0", new Endpoint("::1", 80), traits)))));

        assertThat(server.get("/v1/mesher/catalog")).isEqualTo(expected("200 OK", "application/json", json("""
                {
                 'services': [
                  {
                   'service': 'a',
                   'app': 'shop',
                   'from': 'registry',
                   'instanceCount': 1,
                   'instances': [
                    {
                     'id': 'i0',
                     'endpoint': '[::1]:80',
                     'version': '1.0',
                     'status': 'UP',
                     'region': 'r',
                     'zone': 'z',
                     'registered': '2025-07-20T08:26:40Z',
                     'properties': {
                      'a': '1',
                      'b': '2'
                     }
                    }
                   ]
                  },
                  {
                   'service': 'b',
                   'app': 'other',
                   'from': 'registry',
                   'instanceCount': 0,
                   'instances': [ ]
                  },
                  {
                   'service': 'written',
                   'app': 'shop',
                   'from': 'configuration',
                   'instanceCount': 1,
                   'instances': [
                    {
                     'id': 'i7',
                     'endpoint': '10.0.0.1:1007',
                     'version': '1.0',
                     'status': 'UP',
                     'properties': { }
                    }
                   ]
                  }
                 ]
                }""")));
        assertThat(server.get("/v1/mesher/catalog?x=1&service=b").body())
                .contains(json("'service': 'b'"))
                .doesNotContain(json("'service': 'a'"));
        assertThat(server.get("/v1/mesher/catalog?service=%zz&service=a").body())
                .contains(json("'services': [ ]"));
    }

    @Test
    void listsABoundedNumberOfInstancesAndCountsAll() throws IOException {
        List<Instance> many = new ArrayList<>();
        for (int i = 0; i < CatalogResource.MAX_INSTANCES - 1; i++) {
            many.add(instance(i));
        }
        server.catalog = CatalogSnapshot.of(List.of(new Microservice("a", many), new Microservice("b", many)));

        String body = server.get("/v1/mesher/catalog").body();

        assertThat(body.split("\"id\": ", -1)).hasSize(CatalogResource.MAX_INSTANCES + 1);
        assertThat(body.split("\"instanceCount\": 1999", -1)).hasSize(3);
    }

    @Test
    void showsConnectionsAndTellsOfALoopThatDoesNotAnswer() throws IOException {
        try (RawClient idle = server.connect()) {
            idle.send("GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n");
            idle.read();

            assertThat(server.get("/v1/mesher/connections"))
                    .isEqualTo(expected("200 OK", "application/json", json("""
                    {
                     'loops': [
                      {
                       'loop': 'loop-0',
                       'answered': true,
                       'listeners': [
                        {
                         'listener': 'admin',
                         'open': 2,
                         'connections': [
                          {
                           'peer': '127.0.0.1',
                           'state': 'idle'
                          },
                          {
                           'peer': '127.0.0.1',
                           'state': 'exchange'
                          }
                         ]
                        }
                       ],
                       'poolCount': 501,
                       'pools': [
                        {
                         'endpoint': '10.0.0.1:80',
                         'open': 3,
                         'idle': 2,
                         'waiting': 1
                        }
                       ]
                      },
                      {
                       'loop': 'loop-1',
                       'answered': false
                      }
                     ]
                    }""")));
        }
    }

    @Test
    void aCallerThatGoesBeforeItsAnswerHurtsNobody() throws IOException {
        try (RawClient gone = server.connect()) {
            gone.send("GET /v1/mesher/connections HTTP/1.1\r\nHost: localhost\r\n\r\n");
        }
        assertThat(server.get("/v1/mesher/connections").statusLine()).isEqualTo("HTTP/1.1 200 OK");
    }

    @Test
    void changesTheLogLevelForAWhile() throws IOException {
        assertThat(server.get("/v1/mesher/log").body()).isEqualTo(json("""
                {
                 'level': 'info',
                 'configured': 'info'
                }"""));
        assertThat(server.post("/v1/mesher/log", json("{'level':'DEBUG','for':'1s'}"))
                        .body())
                .contains(json("'level': 'debug'"))
                .contains(json("'until': '20"));
        assertThat(server.level).isEqualTo(Level.DEBUG);
        assertThat(server.until).as("the log says it too").isNotNull();
        await().until(() -> server.level == Level.INFO);
        assertThat(server.get("/v1/mesher/log").body()).doesNotContain("until");
    }

    @Test
    void changesTheLogLevelUntilARestart() throws IOException {
        server.post("/v1/mesher/log", json("{'level':'debug','for':'1s'}"));
        assertThat(server.post("/v1/mesher/log", json("{'level':'warn','for':''}"))
                        .body())
                .isEqualTo(json("""
                        {
                         'level': 'warn',
                         'configured': 'info'
                        }"""));
        assertThat(server.post("/v1/mesher/log", json("{'level':'error'}")).body())
                .contains("until");
        assertThat(server.until).isNotNull();
        assertThat(server.post("/v1/mesher/log", json("{'level':'info'}")).body())
                .as("the configured one stays by itself")
                .doesNotContain("until");
        assertThat(server.until).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}| level: missing or unknown (expected: debug, info, warn or error)",
                "{'level':'loud'}| level: missing or unknown (expected: debug, info, warn or error)",
                "{'level':'warn','for':'5'}| for: not a duration (expected: 1s to 24h, such as 30s, 5m or 1h; empty: until a restart)",
                "{'level':'warn','for':'25h'}| for: not a duration (expected: 1s to 24h, such as 30s, 5m or 1h; empty: until a restart)",
                "{'level':'warn','for':'0s'}| for: not a duration (expected: 1s to 24h, such as 30s, 5m or 1h; empty: until a restart)",
                "{'level':'warn','for':'9999999s'}| for: not a duration (expected: 1s to 24h, such as 30s, 5m or 1h; empty: until a restart)",
                "{'level':'warn','fro':'5m'}| body: an unknown field (expected: a JSON object with level, for)",
                "{'level':'warn','level':'warn'}| body: a duplicate field (expected: a JSON object with level, for)",
                "{'level':['warn']}| body: a value that is an object or a list (expected: a JSON object with level, for)",
                "{'level':null}| body: a value that is an object or a list (expected: a JSON object with level, for)",
                "{'level':'warn'| body: not valid JSON (expected: a JSON object with level, for)",
                "{'level':'warn'} {}| body: more than one value (expected: a JSON object with level, for)",
                "['warn']| body: not an object (expected: a JSON object with level, for)",
                "warn| body: not valid JSON (expected: a JSON object with level, for)",
            })
    void saysWhatIsWrongWithABody(String body, String message) throws IOException {
        assertThat(server.post("/v1/mesher/log", json(body))).isEqualTo(text("400 Bad Request", message + "\n"));
        assertThat(server.level).isEqualTo(Level.INFO);
    }

    @Test
    void refusesALongBody() throws IOException {
        assertThat(server.post("/v1/mesher/log", " ".repeat(16 * 1024 + 1)).statusLine())
                .isEqualTo("HTTP/1.1 413 Content Too Large");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"''|draining", "{}|draining", "{'drain':true}|draining", "{'drain':false}|serving"})
    void drainsAndServesAgain(String body, String state) throws IOException {
        server.state = state.equals("serving") ? DrainControl.State.DRAINING : DrainControl.State.SERVING;
        String told = json("""
                {
                 'state': '%s'
                }""").formatted(state);
        for (int i = 0; i < 2; i++) {
            assertThat(server.post("/v1/mesher/drain", body.equals("''") ? "" : json(body)))
                    .isEqualTo(expected("200 OK", "application/json", told));
        }
        assertThat(server.get("/v1/mesher/drain").body()).isEqualTo(told);
    }

    @Test
    void doesNotBringBackWhatEnds() throws IOException {
        server.state = DrainControl.State.ENDING;
        assertThat(server.post("/v1/mesher/drain", json("{'drain':false}")))
                .isEqualTo(text("409 Conflict", "Mesher is shutting down, which can't be undone.\n"));
        assertThat(server.post("/v1/mesher/drain", json("{'drain':'no'}")))
                .isEqualTo(text("400 Bad Request", "drain: not a boolean (expected: true or false)\n"));
    }

    @Test
    void endsOnceAndAnswersBefore() throws IOException {
        assertThat(server.post("/quitquitquit", "")).isEqualTo(text("200 OK", "ending\n"));
        await().until(() -> server.quits.get() == 1);
        server.state = DrainControl.State.ENDING;
        assertThat(server.post("/quitquitquit", "")).isEqualTo(text("200 OK", "ending already\n"));
        server.get("/livez");
        assertThat(server.quits).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "PUT", "DELETE"})
    void onlyAPostEndsIt(String method) throws IOException {
        try (RawClient client = server.connect()) {
            client.send(method + " /quitquitquit HTTP/1.1\r\nHost: localhost\r\n\r\n");
            RawResponse response = client.readHead();
            assertThat(response.statusLine()).isEqualTo("HTTP/1.1 405 Method Not Allowed");
            assertThat(response.fields()).contains("Allow: POST");
        }
        assertThat(server.quits).hasValue(0);
    }

    @Test
    void showsTheConfiguration() throws IOException {
        server.config = () -> new ConfigReport(
                true, List.of("a.yaml:1: x"), List.of(new ConfigReport.Key("k", "v\n", "a.yaml:2", "restart", "w")), 3);
        assertThat(server.get("/v1/mesher/config")).isEqualTo(expected("200 OK", "application/json", json("""
                {
                 'filesChangedSinceStart': true,
                 'refused': [
                  'a.yaml:1: x'
                 ],
                 'keys': [
                  {
                   'key': 'k',
                   'value': 'v\\n',
                   'source': 'a.yaml:2',
                   'pending': 'restart',
                   'running': 'w'
                  }
                 ],
                 'unlisted': 3
                }""")));
    }

    @Test
    void readsTheConfigurationForOneAtATimeAndOffTheLoop() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        server.config = () -> {
            begun.countDown();
            try {
                release.await();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            return new ConfigReport(false, List.of(), List.of(), 0);
        };
        try (RawClient slow = server.connect()) {
            slow.send("GET /v1/mesher/config HTTP/1.1\r\nHost: localhost\r\n\r\n");
            begun.await();
            assertThat(server.get("/livez").statusLine()).isEqualTo("HTTP/1.1 200 OK");
            assertThat(server.get("/v1/mesher/config"))
                    .isEqualTo(text(
                            "503 Service Unavailable", "The files are being read for another request. Ask again.\n"));
            release.countDown();
            assertThat(slow.read().statusLine()).isEqualTo("HTTP/1.1 200 OK");
        }
        assertThat(server.get("/v1/mesher/config").statusLine()).isEqualTo("HTTP/1.1 200 OK");
    }

    @Test
    void answersAlsoWhenTheConfigurationCannotBeShown() throws IOException {
        server.config = () -> {
            throw new IllegalStateException("a defect");
        };
        for (int i = 0; i < 2; i++) {
            assertThat(server.get("/v1/mesher/config").statusLine()).isEqualTo("HTTP/1.1 500 Internal Server Error");
        }
    }

    @Test
    void countsWhatWasLeftOut() throws IOException {
        assertThat(server.get("/v1/mesher/telemetry").body()).isEqualTo(json("""
                {
                 'logLinesDropped': 0,
                 'spansDropped': 7
                }"""));
    }

    @Test
    void tellsWhetherItHasStarted() throws IOException {
        assertThat(server.get("/startupz")).isEqualTo(text("200 OK", "started"));
        server.begun = false;
        assertThat(server.get("/startupz")).isEqualTo(text("503 Service Unavailable", "starting"));
        assertThat(server.get("/healthz")).isEqualTo(text("200 OK", "ok"));
    }
}
