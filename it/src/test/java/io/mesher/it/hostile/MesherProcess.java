package io.mesher.it.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** A Mesher of its own, small: what is sent to it must not make it grow. */
final class MesherProcess implements AutoCloseable {
    private static final int STARTS = 3;

    private final Process process;
    private final Path log;

    private MesherProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** {@code further}: whole lines below {@code mesher:}, indented by two. */
    static MesherProcess start(Path folder, List<Recorder> recorders, String further) throws IOException {
        Path conf = Files.createDirectories(folder.resolve("conf"));
        // The incoming side exists where the address isn't 127.0.0.1; the outgoing one gets that.
        Files.writeString(conf.resolve("chassis.yaml"), """
                servicecomb:
                  protocols:
                    http: {listenAddress: "127.0.0.2:0"}
                    rest-admin: {listenAddress: "127.0.0.1:0"}
                  registry: {disabled: true}
                """);
        Files.writeString(conf.resolve("microservice.yaml"), "servicecomb: {service: {name: hostile}}\n");
        StringBuilder services = new StringBuilder("mesher:\n" + further + "  services:\n");
        for (int i = 0; i < recorders.size(); i++) {
            services.append("    svc").append(i).append(": [\"127.0.0.1:");
            services.append(recorders.get(i).port()).append("\"]\n");
        }
        Files.writeString(conf.resolve("mesher.yaml"), services.toString());
        for (int i = 1; ; i++) {
            MesherProcess started = launch(folder, recorders.getFirst().port());
            if (started.isServing() || i == STARTS) {
                assertThat(started.process.isAlive()).as(started.log()).isTrue();
                return started;
            }
        }
    }

    private static MesherProcess launch(Path folder, int applicationPort) throws IOException {
        Path log = folder.resolve("mesher.log");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-Xmx32m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.mesher.app.Main",
                        "--service-ports=rest:" + applicationPort)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().clear();
        return new MesherProcess(builder.start(), log);
    }

    /** False when it ended: the system may have given its port to somebody else between two uses. */
    private boolean isServing() {
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> !process.isAlive() || log().contains("outgoing on "));
        return process.isAlive();
    }

    InetSocketAddress incoming() {
        return address("incoming");
    }

    InetSocketAddress outgoing() {
        return address("outgoing");
    }

    InetSocketAddress admin() {
        return address("admin");
    }

    private InetSocketAddress address(String which) {
        Matcher line = Pattern.compile(which + " on ([0-9.]+):([0-9]+)").matcher(log());
        assertThat(line.find()).as("%s address in: %s", which, log()).isTrue();
        return new InetSocketAddress(InetAddress.ofLiteral(line.group(1)), Integer.parseInt(line.group(2)));
    }

    String log() {
        try {
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException e) {
            return "no log: " + e;
        }
    }

    long pid() {
        return process.pid();
    }

    void assertUnharmed() {
        assertThat(process.isAlive()).as("alive; its log: %s", log()).isTrue();
        assertThat(log())
                .doesNotContain("defect in Mesher")
                .doesNotContain("Exception")
                .doesNotContain(" ERROR ");
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().orTimeout(20, TimeUnit.SECONDS).join();
    }
}
