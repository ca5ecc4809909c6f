package io.mesher.control.metrics;

import io.mesher.control.metrics.PrometheusText.Kind;
import io.mesher.core.telemetry.Direction;
import io.mesher.core.telemetry.metrics.Buckets;
import io.mesher.core.telemetry.metrics.Histogram;
import io.mesher.core.telemetry.metrics.LoopMetrics;
import java.util.List;

/** What requests cost within Mesher. */
public final class OwnTimeFamily implements MetricFamily {
    private static final String NAME = "mesher_own_seconds";

    private final List<LoopMetrics> loops;

    public OwnTimeFamily(List<LoopMetrics> loops) {
        this.loops = List.copyOf(loops);
    }

    @Override
    public void write(PrometheusText text) {
        text.family(NAME, Kind.HISTOGRAM, "Time that a request spent within Mesher, without network and instance.");
        for (Direction direction : Direction.values()) {
            long[] sums = new long[Histogram.sums(Buckets.OWN)];
            for (LoopMetrics loop : loops) {
                loop.addOwnTo(direction, sums);
            }
            text.histogram(NAME, Buckets.OWN, sums, new Label("direction", direction.text()));
        }
    }
}
