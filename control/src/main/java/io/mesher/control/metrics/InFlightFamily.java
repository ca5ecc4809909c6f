package io.mesher.control.metrics;

import io.mesher.control.metrics.PrometheusText.Kind;
import io.mesher.core.telemetry.Direction;
import io.mesher.core.telemetry.InFlight;
import io.mesher.core.telemetry.LoopCounters;
import java.util.List;
import java.util.function.ToLongBiFunction;

/** What is under way at present: of each request the rest is counted when it has ended. */
public final class InFlightFamily implements MetricFamily {
    private static final String REQUESTS = "mesher_requests_in_flight";
    private static final String TUNNELS = "mesher_tunnels";

    private final List<LoopCounters> loops;

    public InFlightFamily(List<LoopCounters> loops) {
        this.loops = List.copyOf(loops);
    }

    @Override
    public void write(PrometheusText text) {
        text.family(REQUESTS, Kind.GAUGE, "Requests in flight, without tunnels.");
        write(REQUESTS, InFlight::requests, text);
        text.family(TUNNELS, Kind.GAUGE, "Connections that have switched to another protocol, such as WebSocket.");
        write(TUNNELS, InFlight::tunnels, text);
    }

    private void write(String name, ToLongBiFunction<InFlight, Direction> count, PrometheusText text) {
        for (Direction direction : Direction.values()) {
            long sum = 0;
            for (LoopCounters loop : loops) {
                sum += count.applyAsLong(loop.inFlight(), direction);
            }
            text.sample(name, sum, new Label("direction", direction.text()));
        }
    }
}
