package io.mesher.app.demo;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Asks processes over HTTP whether they are ready, until all are. */
final class Readiness {
    private static final int PROBE_MILLIS = 1_000;
    private static final int PAUSE_MILLIS = 50;

    /** @param url answers 200 when {@code process} is ready */
    record Probe(DemoProcess process, String url) {}

    private Readiness() {}

    /** @throws DemoFailure if one ends, or isn't ready after {@code limit}; with the end of its output */
    static void await(List<Probe> probes, Duration limit) throws DemoFailure, InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        List<Probe> waiting = new ArrayList<>(probes);
        while (true) {
            waiting.removeIf(probe -> ready(probe.url()));
            for (Probe probe : probes) {
                if (!probe.process().alive()) {
                    throw failure(
                            probe.process(),
                            "ended with exit code " + probe.process().process().exitValue());
                }
            }
            if (waiting.isEmpty()) {
                return;
            }
            if (System.nanoTime() - deadline > 0) {
                Probe first = waiting.getFirst();
                throw failure(
                        first.process(), "wasn't ready after " + limit.toSeconds() + " s (asked: " + first.url() + ")");
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    static DemoFailure failure(DemoProcess process, String what) {
        List<String> lines = process.lastLines(20);
        String output = lines.isEmpty()
                ? "It printed nothing."
                : "The end of its output:\n"
                        + String.join("\n", lines).indent(2).stripTrailing();
        return new DemoFailure(process.name() + " " + what + ". " + output);
    }

    private static boolean ready(String url) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(url).toURL().openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout(PROBE_MILLIS);
            connection.setReadTimeout(PROBE_MILLIS);
            try {
                return connection.getResponseCode() == 200;
            } finally {
                connection.disconnect();
            }
        } catch (IOException _) {
            return false;
        }
    }
}
