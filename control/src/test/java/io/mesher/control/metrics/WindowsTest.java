package io.mesher.control.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import io.mesher.core.telemetry.CallEnd;
import io.mesher.core.telemetry.Direction;
import io.mesher.core.telemetry.LoopCounters;
import io.mesher.core.telemetry.ServiceCounters;
import io.mesher.core.telemetry.ServiceCounters.Count;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WindowsTest {
    private static final long SECOND = 1_000_000_000L;

    private final LoopCounters loop = new LoopCounters();
    private final Windows windows = new Windows(List.of(loop), Duration.ofSeconds(10));

    private void calls(int count, long millis) {
        for (int i = 0; i < count; i++) {
            loop.of("server").record(200, millis * 1_000_000);
        }
    }

    private ServiceSums lastWindow() {
        return windows.shortNow()
                .of(Direction.OUTGOING)
                .get("server")
                .since(windows.shortBefore().of(Direction.OUTGOING).getOrDefault("server", ServiceSums.NONE));
    }

    @Test
    void tellsOfTheLastWholeWindow() {
        windows.asked(0);
        calls(3, 1);
        windows.tick(10 * SECOND);
        calls(5, 1);
        assertThat(lastWindow().get(Count.REQUESTS)).isEqualTo(3);
        windows.tick(20 * SECOND);
        assertThat(lastWindow().get(Count.REQUESTS)).isEqualTo(5);
        windows.tick(30 * SECOND);
        assertThat(lastWindow().get(Count.REQUESTS)).isZero();
    }

    @Test
    void quantilesAreOfAboutAMinute() {
        windows.asked(0);
        calls(7, 1);
        for (int i = 1; i <= 6; i++) {
            windows.tick(10L * i * SECOND);
        }
        assertThat(windows.longBefore()).isEmpty();
        windows.tick(70 * SECOND);
        assertThat(callsBefore(windows)).isEqualTo(7);
    }

    private static long callsBefore(Windows windows) {
        long calls = 0;
        for (LatencyCopy copy : windows.longBefore().values()) {
            for (int i = 0; i < ServiceCounters.LATENCIES.count(); i++) {
                calls += copy.calls(i);
            }
        }
        return calls;
    }

    /** With one for each tick, 100 services would keep 10 MB. */
    @Test
    void aShortWindowDoesNotMakeMoreCopies() {
        Windows everySecond = new Windows(List.of(loop), Duration.ofSeconds(1));
        everySecond.asked(0);
        for (int second = 1; second <= 290; second++) {
            calls(1, 1);
            everySecond.tick(second * SECOND);
            assertThat(everySecond.copies()).isLessThanOrEqualTo(8);
            if (second >= 70) {
                assertThat(second - callsBefore(everySecond)).as("seconds ago").isBetween(60L, 70L);
            }
        }
        assertThat(everySecond.shortNow().of(Direction.OUTGOING).get("server").get(Count.REQUESTS))
                .isEqualTo(290);
        assertThat(everySecond
                        .shortBefore()
                        .of(Direction.OUTGOING)
                        .get("server")
                        .get(Count.REQUESTS))
                .isEqualTo(289);
    }

    @Test
    void aCopyForQuantilesKeepsTheBucketsThatHaveCalls() {
        calls(3, 1);
        calls(2, 2);
        windows.asked(0);

        LatencyCopy copy = windows.longBefore().values().iterator().next();
        assertThat(copy.size()).isEqualTo(5);
        assertThat(callsBefore(windows)).isEqualTo(5);
        assertThat(LatencyCopy.of(new long[4], 3)).isSameAs(LatencyCopy.NONE);
        assertThat(LatencyCopy.of(new long[] {1, 0, 2, 9}, 3).calls(2)).isEqualTo(2);
    }

    @Test
    void windowsLongerThanAMinuteHaveTheirLastCopy() {
        Windows slow = new Windows(List.of(loop), Duration.ofMinutes(4));
        slow.asked(0);
        calls(4, 1);
        slow.tick(240 * SECOND);
        slow.asked(250 * SECOND);
        assertThat(callsBefore(slow)).isZero();
        slow.tick(480 * SECOND);
        assertThat(callsBefore(slow)).isEqualTo(4);
    }

    @Test
    void endsWhenNobodyAsksAnyMore() {
        windows.asked(0);
        assertThat(windows.tick(299 * SECOND)).isTrue();
        assertThat(windows.tick(300 * SECOND)).isFalse();
    }

    @Test
    void quantilesAreInterpolatedWithinAnEighth() {
        for (int millis = 1; millis <= 1000; millis++) {
            calls(1, millis);
        }
        ServiceSums tally =
                CircuitTallies.of(List.of(loop)).of(Direction.OUTGOING).get("server");
        for (int percent : new int[] {5, 25, 50, 75, 90, 99}) {
            assertThat((double) tally.quantileNanos(percent))
                    .as("%d", percent)
                    .isCloseTo(percent * 10_000_000.0, withPercentage(12.5));
        }
        assertThat(tally.meanNanos()).isEqualTo(500_500_000);
        assertThat(ServiceSums.NONE.quantileNanos(50)).isZero();
        assertThat(ServiceSums.NONE.meanNanos()).isZero();
    }

    @Test
    void circuitsAreWrittenUnderTheOriginalsNamesInMilliseconds() {
        windows.asked(0);
        calls(9, 2);
        loop.of("server").record(503, 0, CallEnd.SHORT_CIRCUITED);
        loop.of(Direction.INCOMING, "me", "", "").record(504, 1_000_000, CallEnd.TIMEOUT);
        windows.tick(10 * SECOND);
        PrometheusText text = new PrometheusText();

        new CircuitMetrics(List.of(new Label("self", "me"))).write(windows, text);

        Map<String, PrometheusParser.Family> families = PrometheusParser.parse(text.end());
        Map<String, String> labels = Map.of("self", "me", "target", "server", "schemaID", "", "operationID", "");
        assertThat(families.get("Consumer_attempts").value(labels)).isEqualTo("10");
        assertThat(families.get("Consumer_successes").value(labels)).isEqualTo("9");
        assertThat(families.get("Consumer_errors").value(labels)).isEqualTo("1");
        assertThat(families.get("Consumer_shortCircuits").value(labels)).isEqualTo("1");
        assertThat(families.get("Consumer_fallbackFailures").value(labels)).isEqualTo("1");
        assertThat(families.get("Consumer_runDuration_mean").value(labels)).isEqualTo("2");
        assertThat(families.get("Consumer_totalDuration_mean").value(labels)).isEqualTo("1.8");
        assertThat(families.get("Consumer_runDuration").samples()).hasSize(6);
        assertThat(families.get("Provider_timeouts").samples())
                .singleElement()
                .extracting(PrometheusParser.Sample::value)
                .isEqualTo("1");
    }
}
