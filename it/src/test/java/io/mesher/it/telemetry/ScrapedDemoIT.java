package io.mesher.it.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mesher.it.component.Application;
import io.mesher.it.component.MesherProcess;
import io.mesher.it.component.MesherSetup;
import io.mesher.it.peer.Peers;
import io.mesher.testkit.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus scrapes the demo's three Meshers, and board and alerts find there what they ask for. */
@Tag("scenario")
@Timeout(600)
class ScrapedDemoIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Pattern NAME = Pattern.compile("\"([a-zA-Z_:][a-zA-Z0-9_:]*)\"");
    private static final Pattern RULE = Pattern.compile("\"health\":\"(\\w+)\"");

    @TempDir
    private Path home;

    /** Beside the demo, where nothing fails and no application is checked: half of its calls must be repeated. */
    private MesherProcess retrying(Application app) throws IOException {
        return new MesherSetup(home)
                .service("half", "127.0.0.1:" + Ports.free(), app.address())
                .yaml("localHealthCheck:\n  - {port: \"" + app.port() + "\"}\n")
                .start();
    }

    /** Histograms by their names without an ending too: people are told of those. */
    private static Set<String> scraped(PrometheusServer prometheus) throws IOException {
        Set<String> names = NAME.matcher(prometheus.ask("/api/v1/label/__name__/values"))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        for (String name : List.copyOf(names)) {
            if (name.endsWith("_bucket")) {
                names.add(name.substring(0, name.length() - "_bucket".length()));
            }
        }
        return names;
    }

    private static List<String> healthOfRules(PrometheusServer prometheus) throws IOException {
        return RULE.matcher(prometheus.ask("/api/v1/rules?type=alert"))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    @Test
    void boardAndAlertsFindWhatTheyAskFor() throws Exception {
        Peers.require("prometheus");
        try (RunningDemo demo = RunningDemo.start(home);
                Application app = Application.saying("hello");
                MesherProcess retrying = retrying(app)) {
            List<Integer> admins = new ArrayList<>(demo.adminPorts());
            assertThat(admins).hasSize(3);
            admins.add(retrying.admin().getPort());
            try (PrometheusServer prometheus = PrometheusServer.start(home, admins, SampleQueries.alerts())) {
                await().atMost(PATIENCE)
                        .until(() -> prometheus.value("count(up == 1)").equals("8"));
                demo.get("http://nobody/");
                Set<String> asked = SampleQueries.metrics();
                await().atMost(PATIENCE).until(() -> {
                    retrying.get("http://half/");
                    return scraped(prometheus).containsAll(asked);
                });
                theWayOfACallIsSeenAtEachOfThem(prometheus);
                everyPanelHasAnAnswer(prometheus);
                everyRuleIsWell(prometheus);
            }
        }
    }

    /** client calls server1, which calls server2; each call at both ends. */
    private static void theWayOfACallIsSeenAtEachOfThem(PrometheusServer prometheus) {
        for (String who : List.of(
                "direction=\"outgoing\",source=\"client\",destination=\"server1\"",
                "direction=\"incoming\",source=\"client\",destination=\"server1\"",
                "direction=\"outgoing\",source=\"server1\",destination=\"server2\"",
                "direction=\"incoming\",source=\"server1\",destination=\"server2\"")) {
            await().atMost(PATIENCE).until(() -> {
                String rate = prometheus.value("rate(mesher_requests_total{" + who + ",code_class=\"2xx\"}[10s])");
                return !rate.isEmpty() && Double.parseDouble(rate) > 0;
            });
        }
    }

    private static void everyPanelHasAnAnswer(PrometheusServer prometheus) throws IOException {
        for (String query : SampleQueries.board()) {
            // 400, and so no answer, where it isn't PromQL. Calls that fail are a moment old at least.
            if (!query.contains("code_class=\"5xx\"")) {
                await(query)
                        .atMost(PATIENCE)
                        .until(() -> !prometheus.value(query).isEmpty());
            }
        }
    }

    private static void everyRuleIsWell(PrometheusServer prometheus) throws IOException {
        await().atMost(PATIENCE)
                .until(() -> !healthOfRules(prometheus).isEmpty()
                        && !healthOfRules(prometheus).contains("unknown"));
        assertThat(healthOfRules(prometheus)).hasSizeGreaterThan(10).allMatch("ok"::equals);
        // Not even pending, except for the alerts below. The Mesher here that repeats half of its calls may have used
        // up its budget and ejected the instance that fails. MesherSlow and MesherLoopBusy measure time, and so they
        // measure how busy this machine is.
        assertThat(prometheus.query("ALERTS{alertname!~\"MesherRetryBudgetEmpty|MesherInstancesEjected|"
                        + "MesherSlow|MesherLoopBusy\"}"))
                .contains("\"status\":\"success\"")
                .contains("\"result\":[]");
    }
}
