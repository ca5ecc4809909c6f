package io.mesher.it.component;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.it.peer.Peers;
import io.mesher.it.peer.ProjectTree;
import io.mesher.it.telemetry.PrometheusServer;
import io.mesher.testkit.Ports;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus scrapes a Mesher, and answers what a board asks. */
@Timeout(600)
class PrometheusIT {
    /** Names of the original's that promtool would have otherwise. */
    private static final Pattern ORIGINALS = Pattern.compile("^(status_[45]xx|(Consumer|Provider)_[A-Za-z_]+) .*");

    private static final Path ALERTS = ProjectTree.root().resolve("samples/prometheus/alerts.yml");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path home;

    private MesherProcess mesher(Application app) throws IOException {
        return new MesherSetup(home)
                .service("server", app.address())
                .service("nobody", "127.0.0.1:" + Ports.free())
                .yaml("mesher.eventLoops: 2\n")
                .start();
    }

    @Test
    void prometheusScrapesRequestsAndTheirTimes() throws Exception {
        Peers.require("prometheus");
        try (Application app = Application.saying("hello");
                MesherProcess mesher = mesher(app);
                PrometheusServer prometheus =
                        PrometheusServer.start(home, List.of(mesher.admin().getPort()), ALERTS)) {
            Awaitility.await().atMost(PATIENCE).until(() -> "1".equals(prometheus.value("count(up == 1) == bool 2")));
            assertThat(prometheus.value("mesher_series"))
                    .as("before the first request")
                    .isEqualTo("0");
            Awaitility.await().atMost(PATIENCE).pollDelay(Duration.ZERO).until(() -> {
                for (int i = 0; i < 20; i++) {
                    mesher.get("http://server/");
                }
                mesher.get("http://nobody/");
                String rate =
                        prometheus.value("rate(mesher_requests_total{destination=\"server\",code_class=\"2xx\"}[10s])");
                String failed =
                        prometheus.value("rate(mesher_requests_total{destination=\"nobody\",reason!=\"\"}[10s])");
                return !rate.isEmpty() && Double.parseDouble(rate) > 0 && !failed.isEmpty();
            });
            String quantile = prometheus.value(
                    "histogram_quantile(0.9, sum by (le) (rate(mesher_request_duration_seconds_bucket[1m])))");
            assertThat(Double.parseDouble(quantile)).isBetween(0.0, 10.0);
            assertThat(prometheus.value("count(mesher_own_seconds_count)")).isEqualTo("2");
            assertThat(prometheus.value("requests_total{job=\"original\",service_name=\"server\"}"))
                    .isNotEmpty();
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> !prometheus
                            .value("request_latency_seconds{service_name=\"server\",quantile=\"0.99\"}")
                            .isEmpty());
        }
    }

    @Test
    void promtoolHasNothingToSayButAboutTheOriginalsNames() throws Exception {
        Path promtool = Peers.require("promtool");
        try (Application app = Application.saying("hello");
                MesherProcess mesher = new MesherSetup(home)
                        .incoming(app.port())
                        .service("server", app.address())
                        .service("nobody", "127.0.0.1:" + Ports.free())
                        .yaml("localHealthCheck: [{port: \"" + app.port() + "\"}]\n")
                        .start()) {
            mesher.get("http://server/");
            mesher.get("http://nobody/");
            mesher.askIn(Message.head("GET / HTTP/1.1", "Host: client"));
            mesher.admin("/v1/mesher/metrics");

            String metrics = mesher.admin("/metrics").body();
            assertThat(metrics)
                    .contains("mesher_local_health{check=\"127.0.0.1:" + app.port() + "\"} 1\n")
                    .contains(
                            "mesher_breaker_state{direction=\"incoming\",destination=\"client\",state=\"closed\"} 1\n")
                    .contains(
                            "mesher_breaker_state{direction=\"outgoing\",destination=\"server\",state=\"closed\"} 1\n")
                    .doesNotContain("mesher_hosted_registry");
            assertThat(remarks(promtool, metrics)).isEmpty();
            assertThat(remarks(promtool, mesher.admin("/v1/mesher/metrics").body()))
                    .allMatch(remark -> ORIGINALS.matcher(remark).matches());
        }
    }

    @Test
    void theSamplesRulesAndTheirTestsAreGood() throws Exception {
        String promtool = Peers.require("promtool").toString();
        Path samples = ProjectTree.root().resolve("samples/prometheus");
        for (List<String> command : List.of(
                List.of(promtool, "check", "config", "prometheus.yml"),
                List.of(promtool, "check", "rules", "alerts.yml"),
                List.of(promtool, "test", "rules", "alerts_test.yml"))) {
            Process process = new ProcessBuilder(command)
                    .directory(samples.toFile())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as("%s: %s", command, said).isZero();
        }
    }

    private List<String> remarks(Path promtool, String metrics) throws IOException, InterruptedException {
        Path file = Files.writeString(home.resolve("metrics.txt"), metrics);
        Process process = new ProcessBuilder(promtool.toString(), "check", "metrics")
                .redirectInput(file.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        // 3: it reads them, and has remarks.
        assertThat(process.exitValue()).as(said).isIn(0, 3);
        return new ArrayList<>(said.lines().filter(line -> !line.isBlank()).toList());
    }
}
