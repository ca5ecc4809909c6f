package io.mesher.control.metrics;

/** Makes the pages when they are first asked for: a start needs nothing of them. Each is called once at most. */
public interface MetricsSources {
    CompatPage original();

    /** Only where {@code mesher.metrics.enabled}. */
    OwnPage own();
}
