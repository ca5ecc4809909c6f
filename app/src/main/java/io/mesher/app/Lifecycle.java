package io.mesher.app;

import io.mesher.control.admin.Readiness;
import io.mesher.control.health.LocalHealth;
import org.jspecify.annotations.Nullable;

/** Where the process is in its life. Any thread. */
final class Lifecycle {
    enum Phase {
        STARTING,
        SERVING,
        STOPPING
    }

    private volatile Phase phase = Phase.STARTING;
    private volatile @Nullable LocalHealth localHealth;

    Lifecycle() {}

    Readiness readiness() {
        return switch (phase) {
            case STARTING -> new Readiness.NotReady("starting");
            case SERVING -> serving();
            case STOPPING -> new Readiness.NotReady("shutting down");
        };
    }

    private Readiness serving() {
        LocalHealth health = localHealth;
        String complaint = health == null ? "" : health.complaint();
        return complaint.isEmpty() ? new Readiness.Ready() : new Readiness.NotReady(complaint);
    }

    /** From now on ready only while the local application is well. */
    void dependOn(LocalHealth health) {
        localHealth = health;
    }

    void enter(Phase next) {
        phase = next;
    }
}
