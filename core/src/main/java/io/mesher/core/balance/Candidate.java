package io.mesher.core.balance;

import io.mesher.core.catalog.Instance;
import java.util.concurrent.atomic.AtomicInteger;

/** One instance as balancers see it: how busy it is, how quick, and whether it is passed over. One for all event loops. */
public final class Candidate {
    private final Instance instance;
    private final AtomicInteger inFlight = new AtomicInteger();

    Candidate(Instance instance) {
        this.instance = instance;
    }

    public Instance instance() {
        return instance;
    }

    // --- health

    private volatile String unwell = "";

    /** What checks of our own found; {@code why} is empty where it is well. */
    public void healthy(boolean well, String why) {
        unwell = well ? "" : why;
    }

    /** For people. */
    public enum State {
        HEALTHY,
        EJECTED,
        UNHEALTHY
    }

    /** For people. */
    public record Status(
            State state, String reason, long remainingNanos, int timesEjected, int inFlight, long averageLatency) {}

    public Status status(long now) {
        State state = unwell.isEmpty() ? State.HEALTHY : State.UNHEALTHY;
        return new Status(state, unwell, 0, 0, inFlight(), averageLatency());
    }

    // --- load

    /** A request goes to it; {@link #ended} must follow. */
    public void began() {
        inFlight.incrementAndGet();
    }

    public void ended() {
        inFlight.decrementAndGet();
    }

    public int inFlight() {
        return inFlight.get();
    }

    /** @param latencyNanos from sending the request to the response head */
    public void responded(long latencyNanos, long now) {}

    /** Moving average of the response times, in nanoseconds; 0 before the first. */
    public long averageLatency() {
        return 0;
    }
}
