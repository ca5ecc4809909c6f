package io.mesher.it.telemetry;

import io.mesher.it.component.Message;
import io.mesher.it.component.Wire;
import io.mesher.it.peer.Peers;
import io.mesher.testkit.Ports;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A real Prometheus that scrapes Meshers each second, with the alert rules of the samples. Killed when closed. */
public final class PrometheusServer implements AutoCloseable {
    private static final Pattern VALUE = Pattern.compile("\"value\":\\[[0-9.]+,\"([^\"]+)\"]");

    private static final int STARTING = 503;

    private final Process process;
    private final int port;
    private final Path log;

    private PrometheusServer(Process process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    /**
     * Skips the test where there is no Prometheus. Returns before it serves.
     *
     * @param adminPorts of Meshers on 127.0.0.1; each is a target of the jobs mesher and original
     * @param rules a file
     */
    public static PrometheusServer start(Path folder, List<Integer> adminPorts, Path rules) throws IOException {
        Path program = Peers.require("prometheus");
        int port = Ports.free();
        String targets =
                adminPorts.stream().map(admin -> "'127.0.0.1:" + admin + "'").collect(Collectors.joining(", "));
        Path config = Files.writeString(folder.resolve("prometheus.yml"), """
                global: {scrape_interval: 1s, evaluation_interval: 1s}
                rule_files: ['%2$s']
                scrape_configs:
                  - job_name: mesher
                    static_configs: [{targets: [%1$s]}]
                  - job_name: original
                    metrics_path: /v1/mesher/metrics
                    static_configs: [{targets: [%1$s]}]
                """.formatted(targets, rules));
        Path log = folder.resolve("prometheus.log");
        Process process = new ProcessBuilder(
                        program.toString(),
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + folder.resolve("tsdb"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new PrometheusServer(process, port, log);
    }

    /** Of the query's first series; empty: there is none, or it doesn't serve yet. */
    public String value(String query) throws IOException {
        try {
            Message answer = get(path(query));
            Matcher value = VALUE.matcher(answer.status() == STARTING ? "" : good(answer));
            return value.find() ? value.group(1) : "";
        } catch (ConnectException _) {
            return "";
        }
    }

    /** All that it answers, as JSON. */
    public String query(String query) throws IOException {
        return ask(path(query));
    }

    private static String path(String query) {
        return "/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8);
    }

    /** JSON. */
    public String ask(String path) throws IOException {
        return good(get(path));
    }

    private Message get(String path) throws IOException {
        try (Wire wire = Wire.to(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port))) {
            return wire.ask("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
        }
    }

    private String good(Message answer) throws IOException {
        if (answer.status() != 200) {
            throw new AssertionError(answer.startLine() + " " + answer.body() + "\n" + log());
        }
        return answer.body();
    }

    private String log() throws IOException {
        return Files.readString(log);
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
