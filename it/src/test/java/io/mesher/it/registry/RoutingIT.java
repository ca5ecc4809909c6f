package io.mesher.it.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.it.component.Application;
import io.mesher.it.component.MesherProcess;
import io.mesher.it.component.MesherSetup;
import io.mesher.it.component.Message;
import io.mesher.it.component.Wire;
import io.mesher.testkit.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Rules, breaker and fallback between real processes, with a registry. */
@Tag("scenario")
@Timeout(600)
class RoutingIT {
    private static final String URL = "http://server/hello";

    @TempDir
    private Path home;

    private ScenarioFixture scenario;
    private RegistryProcess registry;

    @BeforeEach
    void start() throws IOException {
        scenario = new ScenarioFixture(home);
        registry = scenario.registry();
    }

    @AfterEach
    void end() throws Exception {
        scenario.end();
    }

    private void register(String app, String version, String text) throws IOException {
        Application application = scenario.with(Application.saying(text));
        registry.register(app, "server", version, "rest://" + application.address());
    }

    private MesherProcess mesher(String name, String yaml) throws IOException {
        return scenario.with(scenario.setup(name, registry.url()).yaml(yaml).start());
    }

    private static Map<String, Integer> answers(MesherProcess mesher, int count, String... fields) throws IOException {
        Map<String, Integer> texts = new TreeMap<>();
        String request = "GET " + URL + " HTTP/1.1\r\nHost: server\r\n"
                + String.join(
                        "", Arrays.stream(fields).map(field -> field + "\r\n").toList()) + "\r\n";
        try (Wire wire = mesher.callOut()) {
            for (int i = 0; i < count; i++) {
                Message answer = wire.ask(request);
                texts.merge(answer.status() == 200 ? answer.text() : answer.startLine(), 1, Integer::sum);
            }
        }
        return texts;
    }

    @Test
    void aCanaryGetsItsShareAndTheRestGoesToTheOther() throws IOException {
        register("default", "1.0.0", "old");
        register("default", "2.0.0", "new");
        MesherProcess mesher = mesher("client", """
                servicecomb.routeRule.server: |
                  - precedence: 2
                    match: {headers: {x-user: {exact: tester}}}
                    route: [{tags: {version: 2.0.0}}]
                  - precedence: 1
                    route:
                      - {weight: 10, tags: {version: 2.0.0}}
                      - {weight: 90, tags: {version: 1.0.0}}
                """);
        assertThat(answers(mesher, 500)).isEqualTo(Map.of("old", 450, "new", 50));
        assertThat(answers(mesher, 50, "X-USER: tester")).isEqualTo(Map.of("new", 50));
    }

    @Test
    void theRuleMayAskWhoCalls() throws IOException {
        register("default", "1.0.0", "old");
        register("default", "2.0.0", "new");
        String rule = """
                servicecomb.routeRule.server: |
                  - match: {source: shop}
                    route: [{tags: {version: 1.0.0}}]
                """;
        assertThat(answers(mesher("shop", rule), 20)).isEqualTo(Map.of("old", 20));
        assertThat(answers(mesher("other", rule), 20)).isEqualTo(Map.of("new", 20));
    }

    @Test
    void aChangedRuleCountsWhileMesherRuns() throws IOException {
        register("default", "1.0.0", "old");
        register("default", "2.0.0", "new");
        Path folder = scenario.folder("client");
        MesherProcess mesher = scenario.with(new MesherSetup(folder)
                .registry("servicecomb.registry.address: \"" + registry.url() + "\"\n")
                .start());
        assertThat(answers(mesher, 10)).isEqualTo(Map.of("new", 10));
        Files.writeString(
                folder.resolve("conf/router.yaml"),
                "servicecomb.routeRule.server: [{route: [{tags: {version: 1.0.0}}]}]\n");
        mesher.awaitLog("configuration changed: servicecomb.routeRule.server");
        assertThat(answers(mesher, 10)).isEqualTo(Map.of("old", 10));
        Files.writeString(folder.resolve("conf/router.yaml"), "servicecomb.routeRule.server: [{rout: x}]\n");
        mesher.awaitLog("refused; earlier rules stay");
        assertThat(answers(mesher, 10)).isEqualTo(Map.of("old", 10));
    }

    @Test
    void aVersionThatNobodyHasIsToldByName() throws IOException {
        register("default", "1.0.0", "old");
        MesherProcess mesher = mesher("client", """
                servicecomb.routeRule.server: [{route: [{tags: {version: 9.9.9}}]}]
                """);
        Message answer = mesher.get(URL);
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.text()).contains("has no instance of version 9.9.9, which a route rule asks for");
    }

    @Test
    void aRuleMayNameAnotherApplication() throws IOException {
        register("default", "1.0.0", "own");
        Application theirs = scenario.with(Application.saying("theirs"));
        registry.registerShared("elsewhere", "server", "3.0.0", "rest://" + theirs.address());
        MesherProcess mesher = mesher("client", """
                servicecomb.routeRule.server:
                  - match: {headers: {lane: {exact: their}}}
                    route: [{tags: {version: 0+, app: elsewhere}}]
                """);
        assertThat(answers(mesher, 10, "lane: their")).isEqualTo(Map.of("theirs", 10));
        assertThat(answers(mesher, 10)).isEqualTo(Map.of("own", 10));
    }

    // --- breaker and fallback

    private MesherProcess breaking(String... more) throws IOException {
        return scenario.with(new MesherSetup(scenario.folder("client"))
                .service("server", "127.0.0.1:" + Ports.free())
                .yaml("""
                        cse.circuitBreaker.Consumer: {enabled: true, requestVolumeThreshold: 5, sleepWindowInMilliseconds: 500}
                        """ + String.join("", more))
                .start());
    }

    @Test
    void theBreakerOpensTriesOnceAndCloses() throws IOException {
        int port = Ports.free();
        MesherProcess mesher = scenario.with(new MesherSetup(scenario.folder("client"))
                .service("server", "127.0.0.1:" + port)
                .yaml("""
                        cse.circuitBreaker.Consumer: {enabled: true, requestVolumeThreshold: 5, sleepWindowInMilliseconds: 500}
                        """)
                .start());
        for (int i = 0; i < 5; i++) {
            assertThat(mesher.get(URL).status()).isEqualTo(502);
        }
        Message refused = mesher.get(URL);
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.value("X-Mesher-Code")).isEqualTo("breaker.open");
        assertThat(mesher.admin("/v1/mesher/services").text()).contains("\"state\": \"open\"");

        scenario.with(Application.answeringAt(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port), _ -> Application.ok("back")));
        Awaitility.await().until(() -> mesher.get(URL).status() == 200);
        for (int i = 0; i < 20; i++) {
            assertThat(mesher.get(URL).text()).isEqualTo("back");
        }
        assertThat(mesher.admin("/v1/mesher/services").text())
                .contains("\"state\": \"closed\"")
                .doesNotContain("\"state\": \"open\"");
    }

    @Test
    void theFallbackIsAnEmptySuccess() throws IOException {
        MesherProcess mesher = breaking("cse.fallbackpolicy.Consumer.server.policy: returnnull\n");
        for (int i = 0; i < 5; i++) {
            assertThat(mesher.get(URL).status()).isEqualTo(502);
        }
        Message answer = mesher.get(URL);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEmpty();
        assertThat(answer.value("X-Mesher-Code")).isEqualTo("breaker.open");
    }
}
