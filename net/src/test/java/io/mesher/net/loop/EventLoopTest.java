package io.mesher.net.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mesher.net.LoopFixture;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventLoopTest {
    @Test
    void losesNoTaskOfAnyThread() throws InterruptedException {
        try (LoopFixture fixture = new LoopFixture()) {
            AtomicInteger done = new AtomicInteger();
            Thread[] threads = new Thread[4];
            for (int t = 0; t < threads.length; t++) {
                threads[t] = new Thread(() -> {
                    for (int i = 0; i < 5_000; i++) {
                        fixture.loop().execute(done::incrementAndGet);
                    }
                });
                threads[t].start();
            }
            for (Thread thread : threads) {
                thread.join();
            }
            await().until(() -> done.get() == 20_000);
        }
    }

    @Test
    void goesOnAfterATaskThatFails() {
        try (LoopFixture fixture = new LoopFixture()) {
            fixture.loop().execute(() -> {
                throw new IllegalStateException("defect");
            });
            assertThat(fixture.call(() -> fixture.loop().isInLoop())).isTrue();
            assertThat(fixture.failures()).singleElement().isInstanceOf(IllegalStateException.class);
            assertThat(fixture.loop().isInLoop()).isFalse();
        }
    }

    @Test
    void callsBackAtTheEndOfEachTurnWhateverHappenedInIt() throws InterruptedException {
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        CountDownLatch ends = new CountDownLatch(2);
        AtomicInteger left = new AtomicInteger();
        try (EventLoop loop = new EventLoop("turns", failures::add)) {
            loop.atTurnEnd(() -> {
                if (left.getAndSet(0) > 0) {
                    throw new IllegalStateException("a defect at a turn's end");
                }
            });
            loop.atTurnEnd(ends::countDown);
            loop.start();
            loop.execute(() -> {
                left.set(1);
                throw new IllegalStateException("a defect in a turn");
            });
            await().until(() -> failures.size() == 2);
            assertThat(left).hasValue(0);
            loop.execute(() -> {});
            assertThat(ends.await(120, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(failures)
                .extracting(Throwable::getMessage)
                .containsExactly("a defect in a turn", "a defect at a turn's end");
    }

    @Test
    void goesOnAfterATimerThatFails() throws InterruptedException {
        try (LoopFixture fixture = new LoopFixture()) {
            CountDownLatch fired = new CountDownLatch(2);
            fixture.run(() -> {
                fixture.loop().timer(fired::countDown).set(1_000_000);
                fixture.loop()
                        .timer(() -> {
                            throw new IllegalStateException("defect");
                        })
                        .set(1_000_000);
                fixture.loop().timer(fired::countDown).set(1_000_000);
            });
            assertThat(fired.await(120, TimeUnit.SECONDS)).isTrue();
            assertThat(fixture.failures()).hasSize(1);
        }
    }

    @Test
    void readsTheClockAlsoAfterATimerThatFailed() {
        try (LoopFixture fixture = new LoopFixture()) {
            fixture.run(() -> fixture.loop()
                    .timer(() -> {
                        throw new IllegalStateException("defect");
                    })
                    .set(1_000_000));
            // So long that the loop is asleep again.
            await().pollDelay(Duration.ofMillis(100))
                    .until(() -> fixture.failures().size() == 1);
            long before = System.nanoTime();
            assertThat(fixture.call(() -> fixture.loop().now() - before)).isNotNegative();
        }
    }

    @Test
    void timersFireWhileTheLoopSleeps() throws InterruptedException {
        try (LoopFixture fixture = new LoopFixture()) {
            CountDownLatch fired = new CountDownLatch(1);
            fixture.run(() -> fixture.loop().timer(fired::countDown).set(50_000_000));
            assertThat(fired.await(120, TimeUnit.SECONDS)).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1994-11-06T08:49:37Z | Sun, 06 Nov 1994 08:49:37 GMT",
                "2024-02-29T23:59:59Z | Thu, 29 Feb 2024 23:59:59 GMT",
                "2026-12-31T00:00:00Z | Thu, 31 Dec 2026 00:00:00 GMT"
            })
    void writesDatesAsHttpDoes(Instant instant, String date) {
        assertThat(HttpDate.format(instant.getEpochSecond())).isEqualTo(date);
    }
}
