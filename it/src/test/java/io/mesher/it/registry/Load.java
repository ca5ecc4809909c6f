package io.mesher.it.registry;

import io.mesher.it.component.MesherProcess;
import io.mesher.it.component.Message;
import io.mesher.it.component.Wire;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;

/** An application that calls a service through its Mesher all the time, on a few connections. */
final class Load implements AutoCloseable {
    private static final int CALLERS = 4;
    private static final long PAUSE_MILLIS = 4;
    private static final int FAILURES_KEPT = 20;

    private final MesherProcess mesher;
    private final String service;
    private final List<Thread> callers = new ArrayList<>();
    private final AtomicLong answered = new AtomicLong();
    private final Map<String, AtomicLong> texts = new ConcurrentHashMap<>();
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private volatile boolean ends;

    Load(MesherProcess mesher, String service) {
        this.mesher = mesher;
        this.service = service;
        for (int i = 0; i < CALLERS; i++) {
            callers.add(Thread.ofVirtual().start(this::run));
        }
    }

    private void run() {
        String request = "GET http://" + service + "/hello HTTP/1.1\r\nHost: " + service + "\r\n\r\n";
        while (!ends) {
            try (Wire wire = mesher.callOut()) {
                while (!ends) {
                    record(wire.ask(request));
                    Thread.sleep(PAUSE_MILLIS);
                }
            } catch (IOException e) {
                fail(e.toString());
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    private void record(Message answer) {
        if (answer.status() == 200) {
            texts.computeIfAbsent(answer.text(), _ -> new AtomicLong()).incrementAndGet();
            answered.incrementAndGet();
        } else {
            fail(answer.startLine() + " " + answer.text());
        }
    }

    private void fail(String how) {
        if (failures.size() < FAILURES_KEPT) {
            failures.add(how);
        }
    }

    /** The first of them; empty when every request got its 200. */
    List<String> failures() {
        return failures;
    }

    /** How often this text was the answer. */
    long times(String text) {
        AtomicLong times = texts.get(text);
        return times == null ? 0 : times.get();
    }

    /** Waits until so many more were answered, or one failed. */
    void awaitMore(int count) {
        long goal = answered.get() + count;
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> answered.get() >= goal || !failures.isEmpty());
    }

    @Override
    public void close() {
        ends = true;
        try {
            for (Thread caller : callers) {
                caller.join();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
