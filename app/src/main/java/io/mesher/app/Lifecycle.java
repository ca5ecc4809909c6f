package io.mesher.app;

import io.mesher.control.admin.Readiness;

/** Where the process is in its life. Any thread. */
final class Lifecycle {
    enum Phase {
        STARTING,
        SERVING,
        STOPPING
    }

    private volatile Phase phase = Phase.STARTING;
    private volatile boolean begun;
    private volatile boolean draining;

    Lifecycle() {}

    Readiness readiness() {
        return switch (phase) {
            case STARTING -> new Readiness.NotReady("starting");
            case SERVING -> draining ? new Readiness.NotReady("draining") : new Readiness.Ready();
            case STOPPING -> new Readiness.NotReady("shutting down");
        };
    }

    boolean isStopping() {
        return phase == Phase.STOPPING;
    }

    /** Whether it has been ready once. */
    boolean hasBegun() {
        return begun;
    }

    boolean isDraining() {
        return draining;
    }

    /** Out of service for as long as somebody wants it so. */
    void drain(boolean wanted) {
        draining = wanted;
    }

    void enter(Phase next) {
        phase = next;
        if (next == Phase.SERVING) {
            begun = true;
        }
    }
}
