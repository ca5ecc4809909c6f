package io.mesher.app;

import io.mesher.control.admin.source.DrainControl;
import io.mesher.registry.client.RegistryClient;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Not ready and off the registry, without an end: the first part of {@link Shutdown}, which can be taken back. */
final class Drain implements DrainControl {
    private static final Logger log = LoggerFactory.getLogger(Drain.class);

    private final Lifecycle lifecycle;
    private final @Nullable RegistryClient registry;

    Drain(Lifecycle lifecycle, @Nullable RegistryClient registry) {
        this.lifecycle = lifecycle;
        this.registry = registry;
    }

    @Override
    public State state() {
        if (lifecycle.isStopping()) {
            return State.ENDING;
        }
        return lifecycle.isDraining() ? State.DRAINING : State.SERVING;
    }

    @Override
    public void drain(boolean wanted, Runnable done) {
        if (lifecycle.isStopping()) {
            done.run();
            return;
        }
        if (wanted != lifecycle.isDraining()) {
            lifecycle.drain(wanted);
            log.info(wanted ? "draining: not ready, off the registry, still serving" : "no longer draining");
        }
        if (registry == null) {
            done.run();
        } else if (wanted) {
            registry.unregister(done);
        } else {
            registry.register();
            done.run();
        }
    }
}
