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

    Lifecycle() {}

    Readiness readiness() {
        return switch (phase) {
            case STARTING -> new Readiness.NotReady("starting");
            case SERVING -> new Readiness.Ready();
            case STOPPING -> new Readiness.NotReady("shutting down");
        };
    }

    void enter(Phase next) {
        phase = next;
    }
}
