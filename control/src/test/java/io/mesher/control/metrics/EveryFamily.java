package io.mesher.control.metrics;

import io.mesher.core.balance.Failing;
import io.mesher.core.catalog.CatalogSnapshot;
import io.mesher.core.catalog.Endpoint;
import io.mesher.core.config.GovernanceConfig;
import io.mesher.core.resilience.ServiceStates;
import io.mesher.core.telemetry.Direction;
import io.mesher.core.telemetry.metrics.LoopMetrics;
import io.mesher.core.telemetry.metrics.RequestMeter;
import io.mesher.core.telemetry.metrics.SeriesTable;
import java.util.List;
import java.util.Map;

/** {@code /metrics} with all that there can be on it. */
final class EveryFamily {
    private EveryFamily() {}

    static OwnPage page() {
        SeriesTable table = new SeriesTable(1, 100, Long.MAX_VALUE, 0);
        LoopMetrics loop = new LoopMetrics(table, 0);
        RequestMeter meter = loop.meter(Direction.OUTGOING, "client", "server", 0);
        meter.record(200, "", 3_000_000, 0);
        meter.record(503, "breaker.open", 20_000, 0);
        meter.retried(Failing.CONNECT);
        loop.own(Direction.OUTGOING, 42_000);
        ServiceStates states = new ServiceStates();
        states.of("server")
                .candidates()
                .of(CatalogSnapshot.ofStatic(Map.of("server", List.of(new Endpoint("10.0.0.1", 80))))
                        .find("server")
                        .instances()
                        .getFirst());
        return new OwnPage(List.of(
                new RequestFamily(table),
                new OwnTimeFamily(List.of(loop)),
                new ServiceFamily(
                        states, () -> GovernanceConfig.DEFAULT, _ -> 100, _ -> new ServiceTotals(1, 2, 3, 4, 5, 6)),
                new ConnectionFamily(
                        () -> List.of(new ListenerCounts("outgoing", 1, 2, 3)),
                        () -> new PoolCounts(5, 2, 1, 3, 7, 8, 9, 10, 11, 12)),
                new LoopFamily(List.of(new Turns())),
                new RegistryFamily(
                        () -> new RegistryCounts(true, false, true, 2, 3, 1, 10, 1, 1_753_000_000_123L, 4, 1, 5, 0)),
                new SelfFamily(
                        "1.2.3",
                        "0a1b2c",
                        () -> new ConfigCounts(1, 2, 1_753_000_000_000L, true),
                        () -> new TelemetryCounts(1, 2, 3, 4))));
    }

    private record Turns() implements LoopTurns {
        @Override
        public String name() {
            return "loop-0";
        }

        @Override
        public long busyNanos() {
            return 1_500_000;
        }

        @Override
        public int buckets() {
            return 3;
        }

        @Override
        public long boundNanos(int bucket) {
            return bucket == 0 ? 100_000 : 1_000_000_000;
        }

        @Override
        public long turns(int bucket) {
            return bucket + 1L;
        }
    }
}
