package io.mesher.it.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.it.component.Application;
import io.mesher.it.component.MesherProcess;
import io.mesher.it.component.MesherSetup;
import io.mesher.it.component.Message;
import io.mesher.it.component.OwnAddress;
import io.mesher.testkit.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** {@code mesher explain} asks a running Mesher, and a caller asks with its request. */
@Tag("scenario")
@Timeout(600)
class ExplainIT {
    private static final String ASKING = "X-Mesher-Explain: 1";

    @TempDir
    private Path home;

    private ScenarioFixture scenario;

    @BeforeEach
    void start() {
        scenario = new ScenarioFixture(home);
    }

    @AfterEach
    void end() throws Exception {
        scenario.end();
    }

    private String explain(MesherProcess mesher, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("explain"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--admin", "127.0.0.1:" + mesher.admin().getPort()));
        try (MesherProcess explain = MesherSetup.run(scenario.folder("explain"), Map.of(), command)) {
            assertThat(explain.awaitExit()).as(explain.log()).isZero();
            return explain.out();
        }
    }

    /** As many values as the names have, in the order in which they come. */
    private static List<String> values(String json, String name) {
        List<String> values = new ArrayList<>();
        try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), json)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.PROPERTY_NAME
                        && parser.currentName().equals(name)) {
                    values.add(parser.nextToken().isScalarValue() ? parser.getString() : "");
                }
            }
        }
        return values;
    }

    @Test
    void tellsWhichRuleAndWhichInstancesWithoutSendingAnything() throws Exception {
        RegistryProcess registry = scenario.registry();
        Application old = scenario.with(Application.saying("old"));
        Application fresh = scenario.with(Application.saying("new"));
        registry.register("default", "server", "1.0.0", "rest://" + old.address());
        registry.register("default", "server", "2.0.0", "rest://" + fresh.address());
        MesherProcess mesher =
                scenario.with(scenario.setup("client", registry.url()).yaml("""
                servicecomb.routeRule.server: |
                  - precedence: 2
                    match: {headers: {x-user: {exact: tester}}}
                    route: [{tags: {version: 1.0.0}}]
                  - precedence: 1
                    route:
                      - {weight: 10, tags: {version: 1.0.0}}
                      - {weight: 90, tags: {version: 2.0.0}}
                """).start());

        assertThat(explain(mesher, "http://server/x", "-H", "X-User: tester"))
                .contains("GET http://server/x\n  destination: server\n  rule 1, ")
                .contains(": matches, ", "100 % to version 1.0.0:\n", old.address() + " (", "version 1.0.0: eligible")
                .contains(fresh.address() + " (", "excluded by its version: has 2.0.0");
        assertThat(explain(mesher, "http://server/x"))
                .contains(": no match, it needs ", "10 % to version 1.0.0:\n", "90 % to version 2.0.0:\n");
        String json = explain(mesher, "http://server/x", "-H", "X-User: tester", "-o", "json");
        assertThat(values(json, "matches")).containsExactly("true");
        assertThat(values(json, "percent")).containsExactly("100");
        assertThat(values(json, "verdict")).containsExactlyInAnyOrder("eligible", "other-version");
        assertThat(explain(mesher, "http://nobody/")).contains("there is no service with this name");
        assertThat(old.connections() + fresh.connections()).isZero();

        assertThat(mesher.askOut(Message.head("GET http://server/x HTTP/1.1", "Host: server", "X-User: tester"))
                        .text())
                .isEqualTo("old");
        assertThat(explain(mesher, "--recent"))
                .contains(" outgoing GET http://server/x -> 200 in ", "rule: 1 of 2", "subset: version 1.0.0 of 2 ");
    }

    @Test
    void tellsWhoIsUnreachableAndWhyAndWhatFailed() throws Exception {
        String dead = "127.0.0.1:" + Ports.free();
        Application well = scenario.with(Application.saying("well"));
        MesherProcess mesher = scenario.with(new MesherSetup(scenario.folder("client"))
                .service("server", dead, well.address())
                .yaml("mesher.eventLoops: 1\n")
                .start());
        for (int i = 0; i < 12; i++) {
            assertThat(mesher.get("http://server/" + i).text()).isEqualTo("well");
        }
        Message refused = mesher.get("http://nobody/secret");
        assertThat(refused.status()).isEqualTo(404);

        assertThat(explain(mesher, "http://server/x"))
                .contains(dead + ": unreachable: Connection refused\n")
                .contains(well.address() + ": eligible");
        assertThat(explain(mesher, "--recent", "--destination", "server"))
                .containsPattern(dead + ": unreachable, Connection refused\n +attempt 1: " + well.address())
                .containsPattern("attempt 1: " + dead + ": no connection to it[^\n]*\n"
                        + " +pick: 1 of 2 eligible \\(1 tried already\\)")
                .doesNotContain("nobody");
        String failed = explain(mesher, "--recent", "--failed");
        assertThat(failed)
                .contains(" outgoing GET http://nobody/secret -> 404 service.unknown in ")
                .contains("trace " + refused.value("X-Request-Id"))
                .doesNotContain("http://server/");
        assertThat(values(explain(mesher, "--recent", "--failed", "-o", "json"), "code"))
                .containsExactly("service.unknown");
    }

    @Test
    void tellsATrustedCallerAndNoOther() throws Exception {
        String own = OwnAddress.require();
        Application app = scenario.with(Application.saying("hello"));
        MesherProcess mesher = scenario.with(incoming(own, app, "server").start());

        assertThat(asking(mesher).fields()).noneMatch(field -> field.regionMatches(true, 0, "X-Mesher-Explain", 0, 16));
        assertThat(app.onlyRequest().has("X-Mesher-Explain")).isFalse();
        Message neighbour = mesher.askOut(Message.head("GET http://app/x HTTP/1.1", "Host: app", ASKING));
        assertThat(neighbour.value("X-Mesher-Explain"))
                .startsWith("destination=app; ")
                .contains("attempt=" + app.address() + " 200 ");

        MesherProcess trusting = scenario.with(incoming(own, app, "trusting")
                .yaml("mesher.trustedPeers: [\"" + own + "\"]\n")
                .start());
        assertThat(asking(trusting).value("X-Mesher-Explain")).contains("attempt=" + app.address() + " 200 ");
    }

    private MesherSetup incoming(String address, Application app, String name) throws IOException {
        return new MesherSetup(scenario.folder(name))
                .name("server")
                .incoming(app.port())
                .listen(address + ":0")
                .service("app", app.address());
    }

    private static Message asking(MesherProcess mesher) throws IOException {
        return mesher.askIn(Message.head("GET /x HTTP/1.1", "Host: server", ASKING));
    }
}
