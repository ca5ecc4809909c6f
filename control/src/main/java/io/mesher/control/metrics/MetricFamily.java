package io.mesher.control.metrics;

/** Writes some families of metrics, whole, as they are at present. */
@FunctionalInterface
public interface MetricFamily {
    void write(PrometheusText text);
}
