package io.mesher.it.telemetry;

import io.mesher.it.component.Message;
import io.mesher.it.component.Wire;
import io.mesher.it.peer.ProjectTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** {@code mesher demo}, with its client calling once per second. Closing ends it as Ctrl-C does. */
final class RunningDemo implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Pattern PROXY = Pattern.compile("curl -x http://127\\.0\\.0\\.1:(\\d+) ");
    private static final Pattern ADMIN = Pattern.compile("Mesher of (\\w+) +http://127\\.0\\.0\\.1:(\\d+)");

    private final Process process;
    private final Path output;

    private RunningDemo(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Returns when the first call went through. */
    static RunningDemo start(Path folder, String... options) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-cp", ProjectTree.root().resolve("app/target/mesher.jar").toString(), "io.mesher.app.Main", "demo"));
        command.addAll(List.of(options));
        Path output = folder.resolve("demo.out");
        RunningDemo demo = new RunningDemo(
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start(),
                output);
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> !demo.process.isAlive() || demo.shown().contains("Ctrl-C ends everything."));
        if (!demo.process.isAlive()) {
            throw new AssertionError("the demo ended: " + demo.shown());
        }
        return demo;
    }

    private String shown() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** GET through the Mesher of the client. */
    Message get(String url, String... fields) throws IOException {
        Matcher proxy = PROXY.matcher(shown());
        if (!proxy.find()) {
            throw new AssertionError("no proxy in: " + shown());
        }
        try (Wire wire =
                Wire.to(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), Integer.parseInt(proxy.group(1))))) {
            List<String> lines = new ArrayList<>(List.of("GET " + url + " HTTP/1.1", "Host: demo"));
            lines.addAll(List.of(fields));
            return wire.ask(Message.head(lines.toArray(String[]::new)));
        }
    }

    /** Of client, server1 and server2; on 127.0.0.1. */
    List<Integer> adminPorts() {
        return ADMIN.matcher(shown())
                .results()
                .map(found -> Integer.parseInt(found.group(2)))
                .toList();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(120, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                throw new AssertionError("the demo doesn't end: " + shown());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
