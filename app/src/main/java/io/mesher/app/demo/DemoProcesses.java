package io.mesher.app.demo;

import io.mesher.app.demo.DemoProcess.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The child processes that we started, exactly those. Any thread: the shutdown hook ends them while the main thread may
 * still be starting more, so one lock spans a start and the whole end.
 */
final class DemoProcesses implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final Duration FORCED = Duration.ofSeconds(2);

    private final List<DemoProcess> started = new ArrayList<>();
    private boolean any;
    private boolean closed;

    /** @throws DemoFailure if the program can't be run, or the demo is ending */
    synchronized DemoProcess start(String name, Stage stage, ProcessBuilder builder, Path log) throws DemoFailure {
        if (closed) {
            throw new DemoFailure("the demo is ending");
        }
        try {
            Process process = builder.redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            DemoProcess child = new DemoProcess(name, stage, process, log);
            started.add(child);
            any = true;
            return child;
        } catch (IOException e) {
            throw new DemoFailure(name + " can't be started: " + e.getMessage());
        }
    }

    /** Whether there ever was one, and so a log to look at. */
    synchronized boolean any() {
        return any;
    }

    /** Ends all: those who call first, applications last; who doesn't go within 5 s is killed. */
    synchronized void end() {
        for (Stage stage : List.of(Stage.TRAFFIC, Stage.SIDECAR, Stage.APPLICATION)) {
            List<ProcessHandle> leaving = new ArrayList<>();
            for (DemoProcess child : started) {
                if (child.stage() == stage) {
                    leaving.addAll(child.family());
                }
            }
            leaving.forEach(ProcessHandle::destroy);
            if (!gone(leaving, GRACE)) {
                leaving.forEach(ProcessHandle::destroyForcibly);
                gone(leaving, FORCED);
            }
        }
        started.clear();
    }

    /** Ends all, and lets no more start. */
    @Override
    public synchronized void close() {
        closed = true;
        end();
    }

    // Not onExit().get(): a descendant isn't our child, and an interrupt must not cut the end short.
    private static boolean gone(List<ProcessHandle> leaving, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (leaving.stream().anyMatch(ProcessHandle::isAlive)) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        return true;
    }
}
