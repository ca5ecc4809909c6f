package io.mesher.it.telemetry;

import io.mesher.it.peer.ProjectTree;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Zipkin server in a process of its own, on loopback, which keeps what it is sent in memory. Killed when closed. */
public final class ZipkinServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Pattern SERVING = Pattern.compile("Serving HTTP at /127\\.0\\.0\\.1:(\\d+)");

    private final Process process;
    private final CompletableFuture<Integer> opened = new CompletableFuture<>();
    private final List<String> output = Collections.synchronizedList(new ArrayList<>());
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final int port;

    private ZipkinServer(Process process) throws InterruptedException {
        this.process = process;
        Thread.ofVirtual().start(this::readOutput);
        this.port = awaitPort();
    }

    /**
     * Returns when it serves, which takes some seconds.
     *
     * @param folder where it works and keeps its temporary files
     */
    public static ZipkinServer start(Path folder) throws IOException, InterruptedException {
        Path jar = ProjectTree.root().resolve("it/target/peers/zipkin-server.jar");
        if (!Files.isRegularFile(jar)) {
            throw new AssertionError(
                    jar + " is missing (expected: mvn -pl it -am process-test-resources puts it there)");
        }
        // The port by what Armeria reads: Zipkin's own setting opens it on every address.
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-Djava.io.tmpdir=" + folder,
                "-jar",
                jar.toString(),
                "--zipkin.storage.type=mem",
                "--zipkin.self-tracing.enabled=false",
                "--armeria.ports[0].ip=127.0.0.1",
                "--armeria.ports[0].port=0",
                "--armeria.ports[0].protocols[0]=http");
        return new ZipkinServer(
                builder.directory(folder.toFile()).redirectErrorStream(true).start());
    }

    private void readOutput() {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                output.add(line);
                Matcher serving = SERVING.matcher(line);
                if (serving.find()) {
                    opened.complete(Integer.parseInt(serving.group(1)));
                }
            }
        } catch (IOException e) {
            output.add("cannot read on: " + e);
        } finally {
            opened.completeExceptionally(new IllegalStateException("it ended"));
        }
    }

    private int awaitPort() throws InterruptedException {
        try {
            return opened.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            close();
            throw new AssertionError("Zipkin doesn't serve: " + e.getMessage() + "\n" + String.join("\n", output), e);
        }
    }

    /** On 127.0.0.1. */
    public int port() {
        return port;
    }

    /** Where spans are sent, as {@code mesher.tracing.endpoint} has it. */
    public String endpoint() {
        return "http://127.0.0.1:" + port + "/api/v2/spans";
    }

    /**
     * The spans of a trace that have arrived until now, perhaps none.
     *
     * @param id in hexadecimal, 32 digits
     */
    public List<ZipkinSpan> trace(String id) {
        HttpResponse<String> response = get("/api/v2/trace/" + id);
        return response.statusCode() == 404 ? List.of() : ZipkinSpan.parse(good(response));
    }

    /** The body of what Zipkin answers, as JSON, for what isn't a trace: {@code /api/v2/services}, … */
    public String ask(String path) {
        return good(get(path));
    }

    private static String good(HttpResponse<String> response) {
        if (response.statusCode() != 200) {
            throw new AssertionError(response.uri() + ": " + response.statusCode() + " " + response.body());
        }
        return response.body();
    }

    private HttpResponse<String> get(String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(30))
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError("Zipkin doesn't answer " + path + "\n" + String.join("\n", output), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
