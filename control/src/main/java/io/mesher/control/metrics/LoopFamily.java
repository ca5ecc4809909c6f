package io.mesher.control.metrics;

import io.mesher.control.metrics.PrometheusText.Kind;
import io.mesher.core.telemetry.metrics.Buckets;
import java.util.List;
import java.util.function.IntToLongFunction;

/** How busy the event loops are, and for how long whatever becomes ready may have to wait. */
public final class LoopFamily implements MetricFamily {
    private static final String LAG = "mesher_event_loop_lag_seconds";
    private static final String DELAY = "mesher_event_loop_timer_delay_seconds";
    private static final String BUSY = "mesher_event_loop_busy_seconds_total";

    private final List<LoopTurns> loops;

    /** @param loops whose buckets are the same */
    public LoopFamily(List<LoopTurns> loops) {
        this.loops = List.copyOf(loops);
    }

    @Override
    public void write(PrometheusText text) {
        if (loops.isEmpty()) {
            return;
        }
        Buckets buckets = buckets(loops.getFirst());
        text.family(LAG, Kind.HISTOGRAM, "How long turns of the event loop last; events wait for the end of a turn.");
        for (LoopTurns loop : loops) {
            histogram(text, LAG, buckets, loop.name(), loop::turns, loop.busyNanos());
        }
        text.family(
                DELAY,
                Kind.HISTOGRAM,
                "How late the event loop woke for timers; long delays mean that the process gets no processor.");
        for (LoopTurns loop : loops) {
            histogram(text, DELAY, buckets, loop.name(), loop::delays, loop.lateNanos());
        }
        text.family(BUSY, Kind.COUNTER, "Time that the event loop worked.");
        for (LoopTurns loop : loops) {
            text.seconds(BUSY, loop.busyNanos(), new Label("loop", loop.name()));
        }
    }

    private static void histogram(
            PrometheusText text, String name, Buckets buckets, String loop, IntToLongFunction counts, long sum) {
        long[] sums = new long[buckets.count() + 1];
        for (int i = 0; i < buckets.count(); i++) {
            sums[i] = counts.applyAsLong(i);
        }
        sums[buckets.count()] = sum;
        text.histogram(name, buckets, sums, new Label("loop", loop));
    }

    private static Buckets buckets(LoopTurns of) {
        long[] bounds = new long[of.buckets() - 1];
        for (int i = 0; i < bounds.length; i++) {
            bounds[i] = of.boundNanos(i);
        }
        return new Buckets(bounds);
    }
}
