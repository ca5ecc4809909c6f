package io.mesher.app.demo;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.util.List;

/** Asks processes over HTTP whether they are ready, until all are. */
final class Readiness {
    private static final int PROBE_MILLIS = 1_000;

    /** @param url answers 200 when {@code process} is ready */
    record Probe(DemoProcess process, String url) {}

    private Readiness() {}

    /** @throws DemoFailure if one ends, or isn't ready within the patience's limit; with the end of its output */
    static void await(List<Probe> probes, Patience patience) throws DemoFailure, IOException, InterruptedException {
        for (Probe probe : probes) {
            DemoProcess process = probe.process();
            if (!patience.until(process.name() + " is ready", () -> {
                for (Probe other : probes) {
                    failIfEnded(other.process());
                }
                return ready(probe.url());
            })) {
                throw failure(
                        process,
                        "wasn't ready after " + patience.limit().toSeconds() + " s (asked: " + probe.url() + ")");
            }
        }
    }

    static void failIfEnded(DemoProcess process) throws DemoFailure {
        if (!process.alive()) {
            throw failure(process, "ended with exit code " + process.process().exitValue());
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
