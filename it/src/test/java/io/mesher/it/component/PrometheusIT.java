package io.mesher.it.component;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.it.peer.Peers;
import io.mesher.it.peer.ProjectTree;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus scrapes a Mesher, and answers what a board asks. */
@Timeout(120)
class PrometheusIT {
    /** Names of the original's that promtool would have otherwise. */
    private static final Pattern ORIGINALS = Pattern.compile("^(status_[45]xx|(Consumer|Provider)_[A-Za-z_]+) .*");

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path home;

    private MesherProcess mesher(Application app) throws IOException {
        return new MesherSetup(home)
                .service("server", app.address())
                .service("nobody", "127.0.0.1:" + freePort())
                .yaml("mesher.eventLoops: 2\n")
                .start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    @Test
    void prometheusScrapesRequestsAndTheirTimes() throws Exception {
        Path prometheus = Peers.require("prometheus");
        try (Application app = Application.saying("hello");
                MesherProcess mesher = mesher(app)) {
            int port = freePort();
            Process server = start(prometheus, port, mesher.admin().getPort());
            try {
                Awaitility.await().atMost(PATIENCE).until(() -> "1".equals(value(port, "count(up == 1) == bool 2")));
                assertThat(value(port, "mesher_series"))
                        .as("before the first request")
                        .isEqualTo("0");
                Awaitility.await().atMost(PATIENCE).pollDelay(Duration.ZERO).until(() -> {
                    for (int i = 0; i < 20; i++) {
                        mesher.get("http://server/");
                    }
                    mesher.get("http://nobody/");
                    String rate =
                            value(port, "rate(mesher_requests_total{destination=\"server\",code_class=\"2xx\"}[10s])");
                    String failed =
                            value(port, "rate(mesher_requests_total{destination=\"nobody\",reason!=\"\"}[10s])");
                    return !rate.isEmpty() && Double.parseDouble(rate) > 0 && !failed.isEmpty();
                });
                String quantile = value(
                        port,
                        "histogram_quantile(0.9, sum by (le) (rate(mesher_request_duration_seconds_bucket[1m])))");
                assertThat(Double.parseDouble(quantile)).isBetween(0.0, 10.0);
                assertThat(value(port, "count(mesher_own_seconds_count)")).isEqualTo("2");
                assertThat(value(port, "requests_total{job=\"original\",service_name=\"server\"}"))
                        .isNotEmpty();
                Awaitility.await()
                        .atMost(PATIENCE)
                        .until(() -> !value(port, "request_latency_seconds{service_name=\"server\",quantile=\"0.99\"}")
                                .isEmpty());
            } finally {
                server.destroyForcibly().waitFor();
            }
        }
    }

    @Test
    void promtoolHasNothingToSayButAboutTheOriginalsNames() throws Exception {
        Path promtool = Peers.require("promtool");
        try (Application app = Application.saying("hello");
                MesherProcess mesher = mesher(app)) {
            mesher.get("http://server/");
            mesher.get("http://nobody/");
            mesher.admin("/v1/mesher/metrics");

            assertThat(remarks(promtool, mesher.admin("/metrics").body())).isEmpty();
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

    private Process start(Path program, int port, int admin) throws IOException {
        Path config = Files.writeString(home.resolve("prometheus.yml"), """
                global: {scrape_interval: 1s}
                scrape_configs:
                  - job_name: mesher
                    static_configs: [{targets: ['127.0.0.1:%1$d']}]
                  - job_name: original
                    metrics_path: /v1/mesher/metrics
                    static_configs: [{targets: ['127.0.0.1:%1$d']}]
                """.formatted(admin));
        return new ProcessBuilder(
                        program.toString(),
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + home.resolve("tsdb"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("prometheus.log").toFile())
                .start();
    }

    /** Of the first series of job mesher, or whichever the query names; empty: there is none. */
    private static String value(int port, String query) throws IOException {
        try (Wire wire = Wire.to(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port))) {
            String body = wire.ask("GET /api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8)
                            + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                    .body();
            Matcher value =
                    Pattern.compile("\"value\":\\[[0-9.]+,\"([^\"]+)\"]").matcher(body);
            return value.find() ? value.group(1) : "";
        } catch (ConnectException _) {
            return "";
        }
    }

    private List<String> remarks(Path promtool, String metrics) throws IOException, InterruptedException {
        Path file = Files.writeString(home.resolve("metrics.txt"), metrics);
        Process process = new ProcessBuilder(promtool.toString(), "check", "metrics")
                .redirectInput(file.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        // 3: it reads them, and has remarks.
        assertThat(process.exitValue()).as(said).isIn(0, 3);
        return new ArrayList<>(said.lines().filter(line -> !line.isBlank()).toList());
    }
}
