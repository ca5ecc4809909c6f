package io.mesher.control.metrics;

import io.mesher.control.health.LocalCheckState;
import io.mesher.core.balance.Candidate;
import io.mesher.core.balance.Candidates;
import io.mesher.core.balance.Failing;
import io.mesher.core.catalog.CatalogSnapshot;
import io.mesher.core.catalog.Endpoint;
import io.mesher.core.config.EjectionPolicy;
import io.mesher.core.config.GovernanceConfig;
import io.mesher.core.resilience.ServiceStates;
import io.mesher.core.telemetry.Direction;
import io.mesher.core.telemetry.HostedRegistryStatus;
import io.mesher.core.telemetry.LoopCounters;
import io.mesher.core.telemetry.RegistryStatus;
import io.mesher.core.telemetry.ReloadStatus;
import io.mesher.core.telemetry.metrics.LoopMetrics;
import io.mesher.core.telemetry.metrics.RequestMeter;
import io.mesher.core.telemetry.metrics.SeriesTable;
import java.util.List;
import java.util.Map;

/** {@code /metrics} with all that there can be on it. */
final class EveryFamily {
    private static final CatalogSnapshot CATALOG = CatalogSnapshot.ofStatic(
            Map.of("server", List.of(new Endpoint("10.0.0.1", 80), new Endpoint("10.0.0.2", 80))));

    private EveryFamily() {}

    static OwnPage page() {
        SeriesTable table = new SeriesTable(1, 100, Long.MAX_VALUE, 0);
        LoopMetrics loop = new LoopMetrics(table, 0);
        RequestMeter meter = loop.meter(Direction.OUTGOING, "client", "server", 0);
        meter.record(200, "", 3_000_000, 0);
        meter.record(503, "breaker.open", 20_000, 0);
        meter.retried(Failing.CONNECT, 1);
        loop.own(Direction.OUTGOING, 42_000);
        ServiceStates states = new ServiceStates();
        eject(states.of("server").candidates());
        states.application("client").isolation().enter(1);
        return new OwnPage(List.of(
                new RequestFamily(table),
                new OwnTimeFamily(List.of(loop)),
                new InFlightFamily(List.of(underWay())),
                new LifecycleFamily(() -> true, () -> false),
                new ServiceFamily(states, () -> GovernanceConfig.DEFAULT, () -> CATALOG, _ -> 100),
                new ConnectionFamily(
                        () -> List.of(new ListenerCounts("outgoing", 1, 2, 3)),
                        () -> new PoolCounts(5, 2, 1, 3, 7, 8, 9, 10, 11, 12)),
                new TlsFamily(
                        () -> List.of(
                                new TlsFamily.Handshakes("incoming", "ok", 3),
                                new TlsFamily.Handshakes("incoming", "tls.expired", 1)),
                        () -> List.of(new TlsFamily.Expiry("mesher.tls", 1_793_000_000L)),
                        () -> List.of(new TlsFamily.Reloads("mesher.tls", "ok", 2))),
                new LoopFamily(List.of(new Turns())),
                new LocalHealthFamily(() -> List.of(
                        new LocalCheckState("127.0.0.1:8080", true, 3, 1, ""),
                        new LocalCheckState("GET 127.0.0.1:8080/health", true, 7, 2, ""),
                        new LocalCheckState("GET 127.0.0.1:8080/health", false, 7, 3, "status 500"))),
                new HostedRegistryFamily(() -> new HostedRegistryStatus(2, 3, 4, 5)),
                new RegistryFamily(() -> new RegistryStatus(
                        "127.0.0.1:30100",
                        0,
                        new RegistryStatus.Registration(1_753_000_000_000L, 1),
                        new RegistryStatus.Heartbeats(10, 1_753_000_000_123L, 1, 0),
                        true,
                        2,
                        3,
                        new RegistryStatus.LookUps(4, 1, 0, 0),
                        new RegistryStatus.Pulls(5, 0, 0))),
                new SelfFamily(
                        "1.2.3",
                        "0a1b2c",
                        "762f345a",
                        () -> new ReloadStatus(1, 2, 1_753_000_000_000L, true),
                        () -> new TelemetryCounts(5, 1, 2, 3, 4))));
    }

    private static LoopCounters underWay() {
        LoopCounters loop = new LoopCounters();
        loop.inFlight().begun(Direction.OUTGOING);
        loop.inFlight().begun(Direction.OUTGOING);
        loop.inFlight().begun(Direction.INCOMING);
        loop.inFlight().switched(Direction.OUTGOING);
        return loop;
    }

    /** One of two: the last is never ejected. */
    private static void eject(Candidates candidates) {
        CATALOG.find("server").instances().forEach(candidates::of);
        Candidate failing = candidates.all().iterator().next();
        for (int i = 0; i < EjectionPolicy.DEFAULT.consecutiveFailures(); i++) {
            candidates.failed(failing, Failing.CONNECT, EjectionPolicy.DEFAULT, System.nanoTime());
        }
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

        @Override
        public long delays(int bucket) {
            return 2L - bucket;
        }

        @Override
        public long lateNanos() {
            return 100_200_000;
        }
    }
}
