package io.mesher.core.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryBudgetTest {
    private static final long MS = 1_000_000L;
    private static final long SECOND = 1000 * MS;

    private final RetryBudget budget = new RetryBudget();

    private int takeAll(long requests, long now) {
        int taken = 0;
        while (taken < 1_000_000 && budget.take(requests, now)) {
            taken++;
        }
        return taken;
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 5", "1000000000, -5000000000", "9000000000000000000, 9223372036854775807"})
    void thirtyAtOnceWithoutTraffic(long requests, long now) {
        assertThat(budget.left(requests, now)).isEqualTo(30);
        assertThat(takeAll(requests, now)).isEqualTo(30);
        assertThat(budget.left(requests, now)).isZero();
    }

    @ParameterizedTest(name = "{0} requests {1} ms later: {2}")
    @CsvSource({"0, 9999, 0", "4, 1, 0", "5, 1, 1", "100, 1, 20", "100, 9999, 20", "1000, 0, 200"})
    void aFifthOfTheRequestsMore(int further, long ms, int more) {
        long before = 70_000;
        takeAll(before, -1);

        assertThat(budget.left(before + further, -1 + ms * MS)).isEqualTo(more);
        assertThat(takeAll(before + further, -1 + ms * MS)).isEqualTo(more);
    }

    @Test
    void whatWasTakenComesBackTenSecondsLater() {
        takeAll(0, 0);
        assertThat(takeAll(0, 10 * SECOND - 1)).isZero();
        assertThat(takeAll(0, 10 * SECOND)).isEqualTo(30);
    }

    @Test
    void requestsBeforeTheFirstLookCountForNothing() {
        assertThat(takeAll(3_600_000, 3600 * SECOND)).isEqualTo(30);
    }

    @Test
    void aLookAtTheFirstRequestMakesLaterOnesCount() {
        budget.seen(0, 0);
        // 1,000 per second, for an hour and for a second
        assertThat(budget.left(3_600_000, 3600 * SECOND)).isEqualTo(30 + 2000);
        assertThat(budget.left(1000, SECOND)).isEqualTo(30 + 200);
        assertThat(takeAll(3_600_000, 3600 * SECOND)).isEqualTo(30 + 2000);
        assertThat(takeAll(3_600_100, 3600 * SECOND)).isEqualTo(20);
    }

    @Test
    void forgetsOldTrafficAfterAPause() {
        for (int second = 0; second < 20; second++) {
            budget.seen(second * 1000L, second * SECOND);
        }
        budget.seen(19_000, 40 * SECOND);

        assertThat(takeAll(19_000, 50 * SECOND)).isEqualTo(30);
    }

    @ParameterizedTest(name = "{0} requests/s, each wants {1}")
    @CsvSource({"1000, 1", "1000, 2", "1000, 5", "200, 3", "37, 2", "15, 5"})
    void aTotalOutageIsNotMultiplied(int perSecond, int wanted) {
        outage(perSecond, wanted, 0, Long.MAX_VALUE - 20 * SECOND);
    }

    @Test
    void norIsOneThatComesLate() {
        budget.seen(0, -100 * SECOND);
        outage(1000, 2, 100_000, 0);
    }

    /** Each request is counted, fails and wants retries; the rule is held to every window of 10 s. */
    private void outage(int perSecond, int wanted, long requestsBefore, long start) {
        Deque<Long> retries = new ArrayDeque<>();
        long requests = requestsBefore;
        long step = SECOND / perSecond;
        int all = 0;
        for (long i = 0; i < 60L * perSecond; i++) {
            long now = start + i * step;
            requests++;
            for (int w = 0; w < wanted && budget.take(requests, now); w++) {
                retries.add(now);
                all++;
            }
            while (!retries.isEmpty() && now - retries.peek() >= 10 * SECOND) {
                retries.poll();
            }
            long ofWindow = requestsBefore == 0 ? Math.min(i + 1, 10L * perSecond) : 10L * perSecond;
            assertThat(retries.size()).isLessThanOrEqualTo((int) (ofWindow / 5 + 30));
        }
        // And most of what the rule gives was given: 3 per second and 20 %.
        assertThat(all).isGreaterThan((int) (0.85 * 60 * (3 + 0.2 * perSecond)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void atOneRequestPerSecondEachGetsItsRetries(int wanted) {
        for (int second = 0; second < 100; second++) {
            for (int w = 0; w < wanted; w++) {
                assertThat(budget.take(second, second * SECOND)).isTrue();
            }
        }
    }

    @Test
    void threadsWithOldTimesAndCountsTakeNoMore() {
        assertThat(takeAll(1000, 5 * SECOND)).isEqualTo(30);
        assertThat(takeAll(900, 4 * SECOND)).isZero();
        assertThat(takeAll(1100, 4 * SECOND)).isEqualTo(20);
        assertThat(budget.left(0, 0)).isZero();
    }

    @Test
    void manyThreadsTakeExactlyWhatIsThere() {
        budget.seen(0, 0);
        AtomicInteger taken = new AtomicInteger();
        Threads.together(4, _ -> {
            for (int i = 0; i < 20_000; i++) {
                if (budget.take(50_000, i * 50_000L)) {
                    taken.incrementAndGet();
                }
            }
        });

        assertThat(taken).hasValue(10_030);
    }

    @Test
    void keepsNoMoreThanTheWindowNeeds() {
        RetrySample last = null;
        for (int second = 0; second < 1000; second++) {
            last = RetrySample.after(last, second, second * SECOND);
        }
        int kept = 0;
        for (RetrySample sample = last; sample != null; sample = sample.before()) {
            kept++;
        }

        assertThat(kept).isEqualTo(11);
    }

    @Test
    void countsWhatWasTakenAndWhatWasNotGiven() {
        assertThat(takeAll(0, 0)).isEqualTo(30);
        assertThat(budget.taken()).isEqualTo(30);
        assertThat(budget.refused()).isEqualTo(1);
        assertThat(takeAll(0, 10 * SECOND)).isEqualTo(30);
        assertThat(budget.taken()).isEqualTo(60);
        assertThat(budget.refused()).isEqualTo(2);
    }
}
