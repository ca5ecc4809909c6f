package io.mesher.control.health;

import io.mesher.core.config.LocalHealthConfig;
import io.mesher.net.loop.EventLoop;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the local application whether it is well, and reports when that changes. It counts as well at first, so that an application
 * that starts after Mesher has {@code unhealthyThreshold} rounds for that; the first round begins at once.
 */
public final class LocalHealth implements AutoCloseable {
    /** Hears of changes, on the event loop. */
    public interface Listener {
        /** @param well whether all checks are good now */
        void onLocalHealth(boolean well);
    }

    private static final Logger log = LoggerFactory.getLogger(LocalHealth.class);

    private final EventLoop loop;
    private final Listener listener;
    private final List<LocalCheck> checks = new ArrayList<>();
    private boolean well = true;
    private boolean closed;

    /**
     * Does nothing before {@link #start}.
     *
     * @param network its loop carries no traffic, where there is such a one
     */
    public LocalHealth(CheckNetwork network, LocalHealthConfig config, Listener listener) {
        this.loop = network.loop();
        this.listener = listener;
        for (LocalHealthConfig.Check check : config.checks()) {
            checks.add(new LocalCheck(network, config, check, this::onChange));
        }
    }

    /** Once. Any thread. */
    public void start() {
        loop.execute(() -> {
            if (!closed) {
                checks.forEach(LocalCheck::begin);
            }
        });
    }

    /** One for each check, in the order of the configuration. Any thread. */
    public List<LocalCheckState> states() {
        List<LocalCheckState> states = new ArrayList<>(checks.size());
        for (LocalCheck check : checks) {
            states.add(check.state());
        }
        return states;
    }

    /** Which checks fail and how, in words for people; empty while all are good. Any thread. */
    public String complaint() {
        StringBuilder text = new StringBuilder();
        for (LocalCheckState state : states()) {
            if (!state.well()) {
                text.append(text.isEmpty() ? "the local application is not healthy: " : "; ")
                        .append(state.complaint());
            }
        }
        return text.toString();
    }

    private void onChange() {
        String complaint = complaint();
        boolean now = complaint.isEmpty();
        if (now == well) {
            return;
        }
        well = now;
        if (now) {
            log.info("the local application is healthy again");
        } else {
            log.warn("{}", complaint);
        }
        listener.onLocalHealth(now);
    }

    /** No rounds any more; what was told stays. Any thread. */
    @Override
    public void close() {
        loop.execute(() -> {
            closed = true;
            checks.forEach(LocalCheck::close);
        });
    }
}
