package io.mesher.it.registry;

import io.mesher.it.component.MesherProcess;
import io.mesher.it.component.Message;
import io.mesher.it.component.Wire;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** An application that posts orders through its Mesher all the time, each with a number of its own, and never one twice. */
final class Orders implements AutoCloseable {
    private static final int CALLERS = 2;
    private static final long PAUSE_MILLIS = 10;

    private final MesherProcess mesher;
    private final String service;
    private final AtomicInteger numbers = new AtomicInteger();
    private final Set<String> accepted = ConcurrentHashMap.newKeySet();
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final List<Thread> callers = new ArrayList<>();
    private volatile boolean ends;

    Orders(MesherProcess mesher, String service) {
        this.mesher = mesher;
        this.service = service;
        for (int i = 0; i < CALLERS; i++) {
            callers.add(Thread.ofVirtual().start(this::run));
        }
    }

    private void run() {
        while (!ends) {
            try (Wire wire = mesher.callOut()) {
                while (!ends) {
                    post(wire);
                    Thread.sleep(PAUSE_MILLIS);
                }
            } catch (IOException e) {
                failures.add(e.toString());
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    private void post(Wire wire) throws IOException {
        String path = "/order/" + numbers.incrementAndGet();
        Message answer = wire.ask("POST http://" + service + path + " HTTP/1.1\r\nHost: " + service
                + "\r\nContent-Length: 5\r\n\r\norder");
        if (answer.status() == 200) {
            accepted.add(path);
        } else {
            failures.add(answer.startLine() + " " + answer.text());
        }
    }

    /** Those that got their 200. */
    Set<String> accepted() {
        return accepted;
    }

    List<String> failures() {
        return failures;
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
