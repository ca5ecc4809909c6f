package io.mesher.it.telemetry;

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

/** Calls of the service app on a few connections, as fast as they are answered, each with a URL of its own. */
final class NumberedCalls implements AutoCloseable {
    private static final int CALLERS = 4;

    private final MesherProcess mesher;
    private final int max;
    private final AtomicInteger next = new AtomicInteger();
    private final Set<String> answered = ConcurrentHashMap.newKeySet();
    private final List<String> refused = new CopyOnWriteArrayList<>();
    private final List<Thread> callers = new ArrayList<>();
    private volatile boolean ends;

    /** @param max calls in all; they end earlier with the connections */
    NumberedCalls(MesherProcess mesher, int max) {
        this.mesher = mesher;
        this.max = max;
        for (int i = 0; i < CALLERS; i++) {
            callers.add(Thread.ofVirtual().start(this::run));
        }
    }

    private void run() {
        try (Wire wire = mesher.callOut()) {
            boolean open = true;
            for (int i = next.getAndIncrement(); open && !ends && i < max; i = next.getAndIncrement()) {
                String url = "http://app/" + i;
                Message answer =
                        wire.ask("GET " + url + " HTTP/1.1\r\nHost: app\r\nUser-Agent: \"\\ \u00e9\t{\r\n\r\n");
                if (answer.status() == 200) {
                    answered.add(url);
                } else {
                    refused.add(answer.startLine());
                }
                open = !answer.value("Connection").equals("close");
            }
        } catch (IOException _) {
            // The connection's end; what was answered before counts.
        }
    }

    /** URLs; of 200 only. */
    Set<String> answered() {
        return answered;
    }

    /** Other answers. */
    List<String> refused() {
        return refused;
    }

    /** Waits for the last call. */
    NumberedCalls join() throws InterruptedException {
        for (Thread caller : callers) {
            caller.join();
        }
        return this;
    }

    /** No further calls; doesn't wait. */
    @Override
    public void close() {
        ends = true;
    }
}
