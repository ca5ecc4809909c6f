package io.mesher.net.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mesher.net.LoopFixture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class LoopTimesTest {
    private final LoopTimes times = new LoopTimes();

    @Test
    void sortsTurnsByLength() {
        times.turn(0);
        times.turn(100_000);
        times.turn(100_001);
        times.turn(1_000_000_000);
        times.turn(1_000_000_001);
        int last = LoopTimes.buckets() - 1;
        assertThat(times.turns(0)).isEqualTo(2);
        assertThat(times.turns(1)).isEqualTo(1);
        assertThat(times.turns(last - 1)).isEqualTo(1);
        assertThat(times.turns(last)).isEqualTo(1);
        assertThat(times.busyNanos()).isEqualTo(2_000_200_002L);
    }

    @Test
    void boundsGrowUpToNone() {
        assertThat(LoopTimes.boundNanos(0)).isEqualTo(100_000);
        for (int i = 1; i < LoopTimes.buckets(); i++) {
            assertThat(LoopTimes.boundNanos(i)).isGreaterThan(LoopTimes.boundNanos(i - 1));
        }
        assertThat(LoopTimes.boundNanos(LoopTimes.buckets() - 1)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void sortsDelaysOfTimersByLengthApartFromTurns() {
        times.late(-4);
        times.late(0);
        times.late(100_000);
        times.late(1_000_000_001);
        int last = LoopTimes.buckets() - 1;
        assertThat(times.delays(0)).isEqualTo(1);
        assertThat(times.delays(last)).isEqualTo(1);
        assertThat(times.lateNanos()).isEqualTo(1_000_100_001L);
        assertThat(times.turns(0)).isZero();
        assertThat(times.turns(last)).isZero();
        assertThat(times.busyNanos()).isZero();
    }

    @Test
    void aTaskThatHoldsUpTheLoopIsSeen() {
        try (LoopFixture fixture = new LoopFixture()) {
            LoopTimes of = fixture.loop().times();
            fixture.run(() -> busy(30_000_000));
            // The turn is counted behind its end.
            await().until(() -> of.busyNanos() >= 30_000_000);
            long longer = 0;
            for (int i = 0; i < LoopTimes.buckets(); i++) {
                longer += LoopTimes.boundNanos(i) > 25_000_000 ? of.turns(i) : 0;
            }
            assertThat(longer).isGreaterThanOrEqualTo(1);
        }
    }

    @Test
    void waitingIsNotBeingBusy() throws InterruptedException {
        try (LoopFixture fixture = new LoopFixture()) {
            CountDownLatch fired = new CountDownLatch(1);
            fixture.run(() -> {});
            long before = fixture.loop().times().busyNanos();
            long start = System.nanoTime();
            fixture.run(() -> fixture.loop().timer(fired::countDown).set(300_000_000));
            fired.await();
            long passed = System.nanoTime() - start;
            assertThat(fixture.loop().times().busyNanos() - before).isLessThan(passed - 200_000_000);
        }
    }

    @Test
    void aTurnThatFailsCountsAsWell() {
        try (LoopFixture fixture = new LoopFixture()) {
            fixture.run(() -> fixture.loop()
                    .timer(() -> {
                        busy(30_000_000);
                        throw new IllegalStateException("defect");
                    })
                    .set(1));
            await().until(() -> fixture.loop().times().busyNanos() >= 30_000_000);
            assertThat(fixture.failures()).hasSize(1);
        }
    }

    private static void busy(long nanos) {
        long start = System.nanoTime();
        while (System.nanoTime() - start < nanos) {
            Thread.onSpinWait();
        }
    }
}
