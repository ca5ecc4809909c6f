package io.mesher.control.metrics;

import io.mesher.control.metrics.PrometheusText.Kind;
import java.util.List;
import java.util.function.Supplier;

/** Handshakes with callers, and how long Mesher's own certificates are valid. Only where TLS is configured. */
public final class TlsFamily implements MetricFamily {
    private static final String HANDSHAKES = "mesher_tls_handshakes_total";
    private static final String RELOADS = "mesher_tls_reloads_total";
    private static final String EXPIRY = "mesher_tls_cert_expiry_timestamp_seconds";

    private final Supplier<List<Handshakes>> handshakes;
    private final Supplier<List<Expiry>> certificates;
    private final Supplier<List<Reloads>> reloads;

    /**
     * Handshakes that ended alike.
     *
     * @param listener as in {@link ListenerCounts}
     * @param result {@code ok}, {@code plain} for a caller without TLS where both are taken, or the code of the failure
     */
    public record Handshakes(String listener, String result, long count) {}

    /**
     * The end of a certificate of our own.
     *
     * @param use the keys that configure it: {@code mesher.tls}
     */
    public record Expiry(String use, long epochSecond) {}

    /**
     * Changed files that were found.
     *
     * @param use as in {@link Expiry}
     * @param result {@code ok} if they are in use, otherwise {@code refused}
     */
    public record Reloads(String use, String result, long count) {}

    public TlsFamily(
            Supplier<List<Handshakes>> handshakes,
            Supplier<List<Expiry>> certificates,
            Supplier<List<Reloads>> reloads) {
        this.handshakes = handshakes;
        this.certificates = certificates;
        this.reloads = reloads;
    }

    @Override
    public void write(PrometheusText text) {
        text.family(HANDSHAKES, Kind.COUNTER, "TLS handshakes with callers, by how they ended.");
        for (Handshakes of : handshakes.get()) {
            text.sample(HANDSHAKES, of.count(), new Label("listener", of.listener()), new Label("result", of.result()));
        }
        text.family(RELOADS, Kind.COUNTER, "Files of TLS that changed, by whether their contents are in use.");
        for (Reloads of : reloads.get()) {
            text.sample(RELOADS, of.count(), new Label("use", of.use()), new Label("result", of.result()));
        }
        text.family(EXPIRY, Kind.GAUGE, "When Mesher's own certificate expires, in seconds since 1970.");
        for (Expiry of : certificates.get()) {
            text.sample(EXPIRY, of.epochSecond(), new Label("use", of.use()));
        }
    }
}
