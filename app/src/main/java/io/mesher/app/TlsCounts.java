package io.mesher.app;

import io.mesher.base.Repeated;
import io.mesher.control.metrics.TlsFamily;
import io.mesher.net.tls.TlsEvents;
import io.mesher.net.tls.TlsFacts;
import io.mesher.net.tls.TlsFailure;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts how handshakes of callers end, and logs why they fail. Any thread. */
final class TlsCounts {
    private static final Logger log = LoggerFactory.getLogger(Part.LOGGER);

    /** Callers that fail do so again and again, each for the same reason. */
    private static final int LINES_PER_MINUTE = 10;

    private static final String OK = "ok";
    private static final String PLAIN = "plain";

    private final Repeated failed = new Repeated(LINES_PER_MINUTE);
    private final Map<Count, LongAdder> counts = new ConcurrentHashMap<>();
    private final Map<Count, LongAdder> reloads = new ConcurrentHashMap<>();

    /**
     * What is counted.
     *
     * @param port {@code incoming}, {@code outgoing}, {@code admin}
     * @param result {@code ok}, {@code plain} for a caller without TLS where both are taken, or the failure's code
     */
    record Count(String port, String result) implements Comparable<Count> {
        @Override
        public int compareTo(Count other) {
            int ports = port.compareTo(other.port);
            return ports == 0 ? result.compareTo(other.result) : ports;
        }
    }

    TlsCounts() {}

    TlsEvents of(String port) {
        return new TlsEvents() {
            @Override
            public void onSecured(InetAddress peer, TlsFacts facts, long nanos) {
                count(port, OK);
            }

            @Override
            public void onFailed(InetAddress peer, TlsFailure why) {
                count(port, why.code());
                report(port, peer, why);
            }

            @Override
            public void onPlain(InetAddress peer) {
                count(port, PLAIN);
            }
        };
    }

    private void count(String port, String result) {
        counts.computeIfAbsent(new Count(port, result), _ -> new LongAdder()).increment();
    }

    private void report(String port, InetAddress peer, TlsFailure why) {
        long times = failed.happened();
        if (times > 0) {
            log.warn(
                    "no TLS with {} on the {} port: {}: {}{}",
                    peer.getHostAddress(),
                    port,
                    why.code(),
                    why.text(),
                    Repeated.text(times));
        }
    }

    void found(String key, boolean taken) {
        reloads.computeIfAbsent(new Count(key, taken ? OK : "refused"), _ -> new LongAdder())
                .increment();
    }

    /** Of files that changed, by the keys that name them. */
    List<TlsFamily.Reloads> reloads() {
        List<TlsFamily.Reloads> now = new ArrayList<>();
        new TreeMap<>(reloads)
                .forEach((of, number) -> now.add(new TlsFamily.Reloads(of.port(), of.result(), number.sum())));
        return now;
    }

    /** Since the start, sorted. */
    List<TlsFamily.Handshakes> counts() {
        List<TlsFamily.Handshakes> now = new ArrayList<>();
        new TreeMap<>(counts)
                .forEach((of, number) -> now.add(new TlsFamily.Handshakes(of.port(), of.result(), number.sum())));
        return now;
    }
}
