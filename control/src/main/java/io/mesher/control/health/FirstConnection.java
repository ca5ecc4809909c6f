package io.mesher.control.health;

import io.mesher.core.catalog.Endpoint;
import io.mesher.net.loop.Recurring;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Connects to the local application at the start, and again until that succeeds once: often the application starts later than
 * Mesher. After that the requests show whether it is there.
 */
public final class FirstConnection implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final long PAUSE_NANOS = Duration.ofSeconds(10).toNanos();

    private final CheckNetwork network;
    private final Endpoint application;
    private final Recurring tries;
    private @Nullable Probe probe;
    private volatile String complaint;
    private volatile boolean reached;

    /**
     * Does nothing before {@link #start}.
     *
     * @param port of the application, at 127.0.0.1
     */
    public FirstConnection(CheckNetwork network, int port) {
        this.network = network;
        this.application = new Endpoint("127.0.0.1", port);
        this.tries = new Recurring(network.loop(), this::connect);
        this.complaint = application + " has not been tried yet";
    }

    /** Once. Any thread. */
    public void start() {
        tries.soon();
    }

    /** Whether a connection was taken. Any thread. */
    public boolean isReached() {
        return reached;
    }

    /** Where it was reached, or what failed last, in words for people. Any thread. */
    public String text() {
        return complaint;
    }

    private void connect() {
        Probe started = new Probe(
                network,
                new ProbeTarget(application, application.authority(), "", TIMEOUT, new Expectation.Success()),
                this::onEnd);
        probe = started;
        started.begin();
    }

    private void onEnd(String bad) {
        probe = null;
        if (bad.isEmpty()) {
            complaint = application + " took a connection";
            reached = true;
        } else {
            complaint = application + ": " + bad;
            tries.after(PAUSE_NANOS);
        }
    }

    /** No further tries. Any thread. */
    @Override
    public void close() {
        tries.close();
        network.loop().execute(() -> {
            Probe present = probe;
            if (present != null) {
                present.cancel();
            }
        });
    }
}
