package io.mesher.app;

/** Where the process is in its life. Any thread. */
public final class Lifecycle {
    /** What readiness is asked about. */
    public enum Phase {
        STARTING,
        SERVING,
        STOPPING
    }

    private volatile Phase phase = Phase.STARTING;

    public Lifecycle() {}

    public Phase phase() {
        return phase;
    }

    void enter(Phase next) {
        phase = next;
    }
}
