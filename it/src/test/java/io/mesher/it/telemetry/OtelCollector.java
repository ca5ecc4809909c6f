package io.mesher.it.telemetry;

import io.mesher.it.peer.GoProgram;
import io.mesher.testkit.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/** An OpenTelemetry Collector ({@code it/src/test/go/collector}) in a process of its own, on loopback. Killed when closed. */
final class OtelCollector implements AutoCloseable {
    /** The first build of a machine without {@code setup-dev} downloads its modules. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Process process;
    private final Path output;
    private final int port;

    private OtelCollector(Process process, Path output, int port) {
        this.process = process;
        this.output = output;
        this.port = port;
    }

    /**
     * Returns when it serves.
     *
     * @param token what each request must show
     */
    static OtelCollector start(Path folder, String token) throws IOException {
        Path program = GoProgram.build("collector");
        // The collector doesn't tell which port the system chose.
        int port = Ports.free();
        Path config = Files.writeString(folder.resolve("collector.yaml"), """
                extensions: {token: {token: %s}}
                receivers: {otlp: {protocols: {http: {endpoint: "127.0.0.1:%d", auth: {authenticator: token}}}}}
                exporters: {logging: {verbosity: detailed, sampling_initial: 1000000}}
                service:
                  extensions: [token]
                  telemetry: {metrics: {level: none}}
                  pipelines: {traces: {receivers: [otlp], exporters: [logging]}}
                """.formatted(token, port));
        Path output = folder.resolve("collector.out");
        Process process = new ProcessBuilder(program.toString(), "--config", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        OtelCollector collector = new OtelCollector(process, output, port);
        Awaitility.await().atMost(PATIENCE).until(() -> !process.isAlive() || collector.isOpen());
        if (!process.isAlive()) {
            throw new AssertionError("the collector ended: " + collector.shown());
        }
        return collector;
    }

    private boolean isOpen() {
        try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
            return socket.isConnected();
        } catch (IOException _) {
            return false;
        }
    }

    /** As {@code mesher.tracing.endpoint} has it. */
    String endpoint() {
        return "http://127.0.0.1:" + port;
    }

    String shown() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All spans that it took until now. */
    List<CollectedSpan> spans() {
        return CollectedSpan.parse(shown());
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
