package io.mesher.app.demo;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A child process of ours, and whatever it started itself. Its standard input is a pipe that ends when we do.
 *
 * @param name for people: "Mesher of server1"
 * @param log both of its outputs
 */
record DemoProcess(String name, Stage stage, Process process, Path log) {
    private static final int TAIL_BYTES = 16 * 1024;

    /** In the order of the start; the end goes the other way, so that nobody calls what is gone already. */
    enum Stage {
        APPLICATION,
        SIDECAR,
        TRAFFIC
    }

    boolean alive() {
        return process.isAlive();
    }

    CompletableFuture<Process> exit() {
        return process.onExit();
    }

    /** The last lines of its output, for a message. */
    List<String> lastLines(int max) {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            int length = (int) Math.min(file.length(), TAIL_BYTES);
            byte[] tail = new byte[length];
            file.seek(file.length() - length);
            file.readFully(tail);
            List<String> lines =
                    new String(tail, StandardCharsets.UTF_8).lines().toList();
            return lines.subList(Math.max(0, lines.size() - max), lines.size());
        } catch (IOException e) {
            return List.of("(" + log + " can't be read: " + e.getMessage() + ")");
        }
    }

    /** The process and its descendants, to be asked for before the process ends: afterwards they are nobody's. */
    List<ProcessHandle> family() {
        List<ProcessHandle> family = new ArrayList<>(process.descendants().toList());
        family.add(process.toHandle());
        return family;
    }
}
