package io.mesher.it.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Where a reader sits: a folder with {@code ./mesher} in it, a prompt, and any number of terminals in which something runs. */
final class Desk implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** Longer than Mesher's notice and drain. */
    private static final Duration LONGEST_END = Duration.ofSeconds(45);

    private record Terminal(Process process, Path screen) {}

    private final Product product;
    private final Path folder;
    private final Map<String, Terminal> terminals = new HashMap<>();

    Desk(Product product, Path folder) throws IOException {
        this.product = product;
        this.folder = folder;
        Files.createSymbolicLink(folder.resolve("mesher"), product.launcher());
    }

    /** Standard output of the commands, each of which has to succeed. */
    String run(String place, String commands) throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder.getParent(), "out", "");
        Path err = Files.createTempFile(folder.getParent(), "err", "");
        Process process = product.process(commands, folder, Map.of())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
            kill(process);
            throw new AssertionError(place + ": failed, or did not end within " + PATIENCE + "\n" + commands
                    + Files.readString(out) + Files.readString(err) + screens());
        }
        return Files.readString(out);
    }

    void start(String place, String terminal, String commands, Map<String, String> environment) throws IOException {
        Terminal before = terminals.get(terminal);
        if (before != null && before.process().isAlive()) {
            throw new AssertionError(place + ": something runs in terminal " + terminal + " (Ctrl-C is missing)");
        }
        Path screen = Files.createTempFile(folder.getParent(), "terminal-" + terminal + "-", "");
        Process process = product.process(commands, folder, environment)
                .redirectErrorStream(true)
                .redirectOutput(screen.toFile())
                .start();
        terminals.put(terminal, new Terminal(process, screen));
    }

    /** Until the terminal shows this. */
    void awaitOutput(Block shown, String terminal) {
        try {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> shown.missingIn(screen(terminal)).isEmpty());
        } catch (ConditionTimeoutException _) {
            throw new AssertionError(shown.place() + ": terminal " + terminal + " doesn't show: "
                    + shown.missingIn(screen(terminal)).orElse("") + screens());
        }
    }

    /**
     * By SIGTERM, which does the same as Ctrl-C to all that is started here: SIGINT is ignored by everything that a shell
     * started in the background, where these tests may run.
     */
    void end(String place, String terminal) throws InterruptedException {
        Terminal running = terminals.get(terminal);
        if (running == null || !running.process().isAlive()) {
            throw new AssertionError(place + ": nothing runs in terminal " + terminal + screens());
        }
        List<ProcessHandle> all = all(running.process());
        all.forEach(ProcessHandle::destroy);
        Awaitility.await()
                .atMost(LONGEST_END)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
    }

    String screens() {
        StringBuilder text = new StringBuilder();
        terminals.keySet().stream()
                .sorted()
                .forEach(terminal -> text.append("\n--- terminal ")
                        .append(terminal)
                        .append('\n')
                        .append(screen(terminal)));
        return text.toString();
    }

    private String screen(String terminal) {
        try {
            return Files.readString(terminals.get(terminal).screen());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The shell first: where its command ends before it has its own signal, {@code -e} ends it without its trap. */
    private static List<ProcessHandle> all(Process process) {
        try (Stream<ProcessHandle> children = process.descendants()) {
            List<ProcessHandle> all = new ArrayList<>();
            all.add(process.toHandle());
            children.forEach(all::add);
            return all;
        }
    }

    private static void kill(Process process) {
        all(process).forEach(ProcessHandle::destroyForcibly);
        try {
            process.waitFor();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        terminals.values().forEach(terminal -> kill(terminal.process()));
    }
}
