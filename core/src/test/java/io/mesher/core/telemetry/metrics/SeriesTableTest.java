package io.mesher.core.telemetry.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.mesher.core.balance.Failing;
import io.mesher.core.telemetry.Direction;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeriesTableTest {
    private static final long MINUTE = 60_000_000_000L;
    private static final long HOUR = 60 * MINUTE;
    /** Near the end of what a long takes: times are differences. */
    private static final long T0 = nearTheEnd();

    private final SeriesTable table = new SeriesTable(2, 8, HOUR, T0);
    private final LoopMetrics first = new LoopMetrics(table, 0);
    private final LoopMetrics second = new LoopMetrics(table, 1);

    private static long nearTheEnd() {
        return Long.MAX_VALUE - MINUTE;
    }

    private void outgoing(LoopMetrics loop, String destination, long now) {
        loop.meter(Direction.OUTGOING, "me", destination, now).record(200, "", 1, now);
    }

    private static List<String> names(List<SeriesCounts> counts) {
        return counts.stream()
                .map(of -> of.key().direction().text() + " " + of.key().source() + " "
                        + of.key().destination() + " "
                        + of.ended().stream()
                                .mapToLong(SeriesCounts.Ended::count)
                                .sum())
                .toList();
    }

    @Test
    void addsTheLoopsUpByStatusClassAndReason() {
        RequestMeter one = first.meter(Direction.OUTGOING, "me", "server", T0);
        RequestMeter two = second.meter(Direction.OUTGOING, "me", "server", T0);
        one.record(200, "", 1_000_000, T0);
        two.record(204, "", 2_000_000, T0);
        two.record(503, "", 3, T0);
        one.record(503, "breaker.open", 4, T0);
        one.record(999, "", 5, T0);
        one.retried(Failing.CONNECT, 1);
        two.retried(Failing.CONNECT, 1);

        SeriesCounts counts = table.counts().getFirst();

        assertThat(counts.ended())
                .extracting(SeriesCounts.Ended::statusClass, SeriesCounts.Ended::reason, SeriesCounts.Ended::count)
                .containsExactly(tuple(2, "", 2L), tuple(5, "", 2L), tuple(5, "breaker.open", 1L));
        long[] sums = new long[Histogram.sums(Buckets.REQUEST)];
        counts.ended().getFirst().addTo(sums);
        assertThat(sums[0]).isOne();
        assertThat(sums[1]).isOne();
        assertThat(sums[sums.length - 1]).isEqualTo(3_000_000);
        assertThat(counts.retries(Failing.CONNECT)).isEqualTo(2);
        assertThat(counts.retries(Failing.RESET)).isZero();
    }

    @Test
    void aLoopHasOneMeterForTheSameLabels() {
        RequestMeter meter = first.meter(Direction.OUTGOING, "me", "server", T0);
        assertThat(first.meter(Direction.OUTGOING, "me", "server", T0)).isSameAs(meter);
        assertThat(first.meter(Direction.INCOMING, "me", "server", T0)).isNotSameAs(meter);
        assertThat(first.meter(Direction.OUTGOING, "you", "server", T0)).isNotSameAs(meter);
    }

    @Test
    void whatFindsNoRoomIsCountedTogetherAndTakesNoRoomOfTheOtherDirection() {
        for (int i = 0; i < 20; i++) {
            first.meter(Direction.INCOMING, "made-up-" + i, "me", T0).record(200, "", 1, T0);
        }
        outgoing(first, "server", T0);

        assertThat(names(table.counts()))
                .hasSize(6)
                .contains("outgoing me server 1", "incoming other other 16", "incoming made-up-3 me 1");
        assertThat(table.size()).isEqualTo(5);
        assertThat(table.folded()).isEqualTo(16);
    }

    @Test
    void whatNoLoopUsedForTheExpiryIsForgottenAtTheSecondSweep() {
        outgoing(first, "old", T0);
        outgoing(first, "used", T0);
        outgoing(second, "used", T0 + HOUR);

        table.sweep(T0 + HOUR);
        assertThat(names(table.counts())).hasSize(2);
        table.sweep(T0 + HOUR + MINUTE - 1);
        assertThat(names(table.counts())).as("too early").hasSize(2);
        table.sweep(T0 + HOUR + MINUTE);

        assertThat(names(table.counts())).containsExactly("outgoing me used 2");
        assertThat(table.size()).isOne();
    }

    @Test
    void whatIsUsedBetweenTheSweepsStaysWithItsCounts() {
        RequestMeter meter = first.meter(Direction.OUTGOING, "me", "server", T0);
        meter.record(200, "", 1, T0);
        table.sweep(T0 + HOUR);
        meter.record(200, "", 1, T0 + HOUR + 1);
        table.sweep(T0 + HOUR + MINUTE);
        table.sweep(T0 + HOUR + 2 * MINUTE);

        assertThat(names(table.counts())).containsExactly("outgoing me server 2");
    }

    @Test
    void aMeterWhoseSeriesHasGoneBeginsAnother() {
        RequestMeter meter = first.meter(Direction.OUTGOING, "me", "server", T0);
        meter.record(200, "", 1, T0);
        meter.record(200, "", 1, T0);
        table.sweep(T0 + HOUR);
        table.sweep(T0 + HOUR + MINUTE);
        assertThat(table.counts()).isEmpty();

        meter.record(200, "", 1, T0 + 2 * HOUR);

        assertThat(names(table.counts())).containsExactly("outgoing me server 1");
    }

    @Test
    void afterAMinuteWhoFoundNoRoomAsksAgain() {
        for (int i = 0; i < 4; i++) {
            outgoing(first, "s" + i, T0);
        }
        RequestMeter late = first.meter(Direction.OUTGOING, "me", "late", T0);
        late.record(200, "", 1, T0);
        late.record(200, "", 1, T0 + HOUR);
        // Full: who asks sweeps.
        late.record(200, "", 1, T0 + HOUR + MINUTE);
        late.record(200, "", 1, T0 + HOUR + 2 * MINUTE);

        assertThat(names(table.counts())).contains("outgoing me late 2", "outgoing other other 2");
        assertThat(table.folded()).isEqualTo(2);
    }

    @Test
    void manySourcesDoNotGrowALoopsTable() {
        for (int i = 0; i < 10_000; i++) {
            first.meter(Direction.INCOMING, "made-up-" + i, "me", T0).record(200, "", 1, T0);
        }
        assertThat(table.size()).isEqualTo(4);
        assertThat(names(table.counts())).contains("incoming other other 9996");
    }
}
