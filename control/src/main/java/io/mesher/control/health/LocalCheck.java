package io.mesher.control.health;

import io.mesher.core.config.LocalHealthConfig;
import io.mesher.net.loop.EventLoop;
import io.mesher.net.loop.Timer;
import org.jspecify.annotations.Nullable;

/** One check of the local application, round after round, never two at once. Event loop only, but for {@link #state}. */
final class LocalCheck {
    /** Behind a round that took longer than the interval. */
    private static final long SHORTEST_PAUSE_NANOS = 10_000_000L;

    private final EventLoop loop;
    private final CheckNetwork network;
    private final LocalHealthConfig config;
    private final LocalHealthConfig.Check check;
    private final ProbeTarget target;
    private final Runnable onChange;
    private final HealthState standing = new HealthState();
    private final Timer timer;
    private long begun;
    private boolean closed;
    private @Nullable Probe probe;
    private volatile LocalCheckState state;

    /** @param onChange when it has become well or unwell */
    LocalCheck(CheckNetwork network, LocalHealthConfig config, LocalHealthConfig.Check check, Runnable onChange) {
        this.loop = network.loop();
        this.network = network;
        this.config = config;
        this.check = check;
        this.target = ProbeTarget.of(check);
        this.onChange = onChange;
        this.timer = loop.timer(this::begin);
        this.state = new LocalCheckState(check.name(), true, 0, 0, "");
    }

    void begin() {
        begun = loop.now();
        Probe started = new Probe(network, target, this::onEnd);
        probe = started;
        started.begin();
    }

    private void onEnd(String bad) {
        probe = null;
        if (closed) {
            return;
        }
        timer.set(Math.max(SHORTEST_PAUSE_NANOS, check.interval().toNanos() - (loop.now() - begun)));
        boolean changed = standing.found(bad.isEmpty(), config.healthyThreshold(), config.unhealthyThreshold());
        state = state.and(standing.isWell(), bad);
        if (changed) {
            onChange.run();
        }
    }

    /** Any thread. */
    LocalCheckState state() {
        return state;
    }

    void close() {
        closed = true;
        timer.release();
        Probe present = probe;
        if (present != null) {
            present.cancel();
        }
    }
}
