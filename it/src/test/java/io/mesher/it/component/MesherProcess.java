package io.mesher.it.component;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** A Mesher in a process of its own, as users have it. Killed when closed, if it still runs. */
public final class MesherProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Process process;
    private final Path out;
    private final Path log;

    public MesherProcess(Process process, Path out, Path log) {
        this.process = process;
        this.out = out;
        this.log = log;
    }

    /** False when the process ends instead. */
    public boolean awaitListening() {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> !process.isAlive() || log().contains("outgoing on"));
        return process.isAlive();
    }

    public InetSocketAddress outgoing() {
        return address("outgoing");
    }

    public InetSocketAddress incoming() {
        return address("incoming");
    }

    public InetSocketAddress admin() {
        return address("admin");
    }

    /** What it says itself, since the system chose the port. */
    private InetSocketAddress address(String of) {
        Matcher line = Pattern.compile(of + " on \\[?([0-9a-f.:]+?)]?:([0-9]+)(,.*)?\\n")
                .matcher(log());
        if (!line.find()) {
            throw new AssertionError("no address of " + of + " in the log: " + log());
        }
        return new InetSocketAddress(InetAddress.ofLiteral(line.group(1)), Integer.parseInt(line.group(2)));
    }

    public Wire callOut() throws IOException {
        return Wire.to(outgoing());
    }

    public Wire callIn() throws IOException {
        return Wire.to(incoming());
    }

    /** One request on a connection of its own. */
    public Message askOut(String request) throws IOException {
        try (Wire wire = callOut()) {
            return wire.ask(request);
        }
    }

    public Message askIn(String request) throws IOException {
        try (Wire wire = callIn()) {
            return wire.ask(request);
        }
    }

    /** GET at the outgoing side, as a client does that knows it as its proxy. */
    public Message get(String url) throws IOException {
        String authority = url.substring("http://".length()).split("/", 2)[0];
        return askOut("GET " + url + " HTTP/1.1\r\nHost: " + authority + "\r\n\r\n");
    }

    /** The admin port's answer to a GET. */
    public Message admin(String path) throws IOException {
        try (Wire wire = Wire.to(admin())) {
            return wire.ask("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
        }
    }

    /** Standard error so far. */
    public String log() {
        return read(log);
    }

    /** Standard output so far. */
    public String out() {
        return read(out);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void awaitLog(String text) {
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> log().contains(text));
    }

    /** SIGTERM. */
    public void terminate() {
        process.destroy();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    public int awaitExit() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("still running after " + PATIENCE + ": " + log());
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        kill();
    }

    /** SIGKILL, and its end. */
    public void kill() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
