package io.mesher.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.base.retry.BackoffPolicy;
import io.mesher.core.balance.Failing;
import io.mesher.core.config.RetryPolicy;
import io.mesher.core.telemetry.CallEnd;
import io.mesher.core.telemetry.Direction;
import io.mesher.core.telemetry.LoopCounters;
import io.mesher.core.telemetry.ServiceCounters;
import io.mesher.core.telemetry.ServiceCounters.Count;
import io.mesher.core.telemetry.metrics.Buckets;
import io.mesher.core.telemetry.metrics.Histogram;
import io.mesher.core.telemetry.metrics.LoopMetrics;
import io.mesher.core.telemetry.metrics.SeriesCounts;
import io.mesher.core.telemetry.metrics.SeriesTable;
import io.mesher.proxy.record.MetricsRecorder;
import io.mesher.proxy.record.ServiceRecorder;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What requests leave in the counters: {@link CallEnd} for the original's, series for our own. */
class MetricsRecorderTest {
    private final SeriesTable table = new SeriesTable(1, 100, Long.MAX_VALUE, 0);
    private final LoopMetrics metrics = new LoopMetrics(table, 0);
    private final LoopCounters services = new LoopCounters();
    private final ExchangeFixture fixture = new ExchangeFixture(
            2,
            InetAddress.ofLiteral("127.0.0.1"),
            OutgoingPipeline.filters(ExchangeFixture.SETTINGS, null),
            new ServiceRecorder(services),
            new MetricsRecorder(metrics, true));

    @AfterEach
    void close() {
        fixture.close();
    }

    private List<String> series() {
        return table.counts().stream()
                .flatMap(counts -> counts.ended().stream()
                        .map(ended -> counts.key().direction().text() + " "
                                + counts.key().source() + " > "
                                + counts.key().destination() + " " + ended.statusClass() + "xx "
                                + ended.reason() + " " + ended.count()))
                .toList();
    }

    @Test
    void anAnsweredRequestIsCountedByItsLabels() {
        fixture.get();
        fixture.connection();
        fixture.responds(404);
        fixture.ends();

        assertThat(series()).containsExactly("outgoing client > server 4xx  1");
        long[] own = new long[Histogram.sums(Buckets.OWN)];
        metrics.addOwnTo(Direction.OUTGOING, own);
        assertThat(Arrays.stream(own, 0, own.length - 1).sum()).isOne();
        ServiceCounters counters = services.all().getFirst();
        assertThat(counters.service()).isEqualTo("server");
        assertThat(counters.get(Count.STATUS_4XX)).isOne();
        assertThat(counters.get(Count.CALL_FAILURES)).isZero();
    }

    @Test
    void aTunnelTookUntilItStood() {
        fixture.webSocket();
        fixture.connection();
        fixture.clock.advance(Duration.ofMillis(20));
        fixture.switches();
        fixture.clock.advance(Duration.ofHours(1));
        fixture.gone();

        long[] times = new long[Histogram.sums(Buckets.REQUEST)];
        table.counts().getFirst().ended().getFirst().addTo(times);
        assertThat(times[times.length - 1]).isEqualTo(20_000_000);
        assertThat(series()).containsExactly("outgoing client > server 1xx caller.gone 1");
        assertThat(services.all().getFirst().get(Count.LATENCY_NANOS)).isEqualTo(20_000_000);
    }

    @Test
    void retriesAreCountedByTheWayInWhichAnAttemptFailed() {
        fixture.get();
        fixture.connectFails();
        fixture.pooledConnection();
        fixture.closes();
        fixture.connection();
        fixture.responds(200);
        fixture.ends();

        SeriesCounts counts = table.counts().getFirst();
        assertThat(counts.retries(Failing.CONNECT)).isOne();
        assertThat(counts.retries(Failing.RESET)).isOne();
        assertThat(counts.retries(Failing.STATUS)).isZero();
    }

    @Test
    void noRetryIsMissingWhereThereAreMoreThanAreNoted() {
        Policies policies = new Policies();
        policies.retry = new RetryPolicy(RetryPolicy.Mode.ON, 0, 10, BackoffPolicy.DEFAULT);
        fixture.governance = policies.config();
        fixture.get();
        for (int i = 0; i < 10; i++) {
            fixture.connectFails();
        }
        fixture.connection();
        fixture.responds(200);
        fixture.ends();

        assertThat(table.counts().getFirst().retries(Failing.CONNECT)).isEqualTo(10);
    }

    @Test
    void mesherAnswersAreCountedWithTheirReason() {
        fixture.request("GET http://nobody/a HTTP/1.1", "Host: nobody");
        fixture.get();
        fixture.connectFails();
        fixture.connectFails();

        assertThat(series())
                .containsExactly(
                        "outgoing client > server 5xx connect.failed 1",
                        "outgoing client > unknown 4xx service.unknown 1");
        assertThat(services.all())
                .extracting(counters -> counters.get(Count.CALL_FAILURES))
                .containsExactlyInAnyOrder(0L, 1L);
    }
}
