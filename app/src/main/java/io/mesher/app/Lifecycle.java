package io.mesher.app;

import io.mesher.control.admin.source.ReadyState;
import io.mesher.control.health.LocalHealth;
import java.util.function.Supplier;
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
    private volatile Supplier<String> registration = () -> "";
    private volatile boolean begun;
    private volatile boolean draining;

    Lifecycle() {}

    ReadyState readiness() {
        return switch (phase) {
            case STARTING -> new ReadyState.NotReady("starting");
            case SERVING -> draining ? new ReadyState.NotReady("draining") : serving();
            case STOPPING -> new ReadyState.NotReady("shutting down");
        };
    }

    private ReadyState serving() {
        LocalHealth health = localHealth;
        String complaint = health == null ? "" : health.complaint();
        complaint = complaint.isEmpty() ? registration.get() : complaint;
        return complaint.isEmpty() ? new ReadyState.Ready() : new ReadyState.NotReady(complaint);
    }

    /** From now on ready only while the local application is well. */
    void dependOn(LocalHealth health) {
        localHealth = health;
    }

    /** From now on ready only while this is empty, which says why Mesher isn't registered. */
    void dependOnRegistry(Supplier<String> complaint) {
        registration = complaint;
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
