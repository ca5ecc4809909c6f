package io.mesher.control.metrics;

import io.mesher.control.metrics.PrometheusText.Kind;
import java.util.function.BooleanSupplier;

/** Whether Mesher is in service. */
public final class LifecycleFamily implements MetricFamily {
    private final BooleanSupplier ready;
    private final BooleanSupplier draining;

    public LifecycleFamily(BooleanSupplier ready, BooleanSupplier draining) {
        this.ready = ready;
        this.draining = draining;
    }

    @Override
    public void write(PrometheusText text) {
        text.single(
                "mesher_ready", Kind.GAUGE, "Whether Mesher is ready, as /readyz says.", ready.getAsBoolean() ? 1 : 0);
        text.single(
                "mesher_draining",
                Kind.GAUGE,
                "Whether Mesher is draining, by the admin port or because it is shutting down.",
                draining.getAsBoolean() ? 1 : 0);
    }
}
