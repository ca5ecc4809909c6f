package io.mesher.core.balance;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.config.BalancePolicy.Strategy;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How requests are shared out among instances that are all well. */
class StrategyTest {
    @ParameterizedTest
    @EnumSource(Strategy.class)
    void nothingComesOfNothingAndEachIsTriedOnce(Strategy strategy) {
        assertThat(Pool.of(0).strategy(strategy).pick()).isNull();
        Pool pool = Pool.of(3).strategy(strategy);
        Tried tried = new Tried();
        for (int i = 0; i < 3; i++) {
            Candidate next = pool.pick(tried, true, null);
            assertThat(next).isNotNull();
            assertThat(tried.contains(next)).isFalse();
            tried.add(next);
        }
        assertThat(pool.pick(tried, true, null)).isNull();
    }

    /** 10,000 draws for each of 10: the deviation is 95, so that 5 of it is one in a million. */
    @Test
    void randomIsEven() {
        for (int share : Pool.of(10).strategy(Strategy.RANDOM).shares(100_000)) {
            assertThat(share).isBetween(9_500, 10_500);
        }
    }

    @Test
    void weightedResponseGivesSevenOfTenToTheFastest() {
        Pool pool = Pool.of(4).strategy(Strategy.WEIGHTED_RESPONSE);
        pool.shares(4);
        for (int i = 0; i < 4; i++) {
            for (int answer = 0; answer < 10; answer++) {
                pool.candidate(i).responded((i == 2 ? 5 : 50) * Pool.MILLI, pool.now);
            }
        }
        assertThat(pool.shares(4_000)).as("before the next comparison").containsOnly(1_000);
        pool.now += MostlyFastest.COMPARED_EVERY_NANOS;
        int[] shares = pool.shares(100_000);
        // 70 % and a quarter of the rest: 77.5 %; the deviation of 100,000 draws is 0.13 %.
        assertThat(shares[2]).isBetween(76_800, 78_200);
        assertThat(shares[0]).isBetween(7_000, 8_000);
    }

    /** The last ten answers count, not those of yesterday. */
    @Test
    void weightedResponseFollowsWhoIsFastNow() {
        Pool pool = Pool.of(2).strategy(Strategy.WEIGHTED_RESPONSE);
        for (int phase = 0; phase < 2; phase++) {
            pool.shares(2);
            for (int i = 0; i < 2; i++) {
                for (int answer = 0; answer < 10; answer++) {
                    pool.candidate(i).responded((i == phase ? 5 : 50) * Pool.MILLI, pool.now);
                }
            }
            pool.now += MostlyFastest.COMPARED_EVERY_NANOS;
            assertThat(pool.shares(1_000)[phase]).isGreaterThan(800);
        }
    }

    /**
     * One request arrives each ms; each instance works off its requests one after the other, one in 8 ms, the slow one in 40. Ten
     * of them could take 1.25 per ms, nine and a slow one 1.15.
     */
    private static int[] queueing(Strategy strategy) {
        Pool pool = Pool.of(10).strategy(strategy);
        Queue<Long>[] queues = queues();
        int[] served = new int[10];
        long[] freeAt = new long[10];
        Arrays.fill(freeAt, pool.now);
        for (int request = 0; request < 20_000; request++) {
            pool.now += Pool.MILLI;
            for (int i = 0; i < 10; i++) {
                for (Long end; (end = queues[i].peek()) != null && end - pool.now <= 0; ) {
                    queues[i].remove();
                    pool.candidate(i).ended();
                }
            }
            Candidate picked = pool.pick();
            for (int i = 0; i < 10; i++) {
                if (pool.candidate(i) == picked) {
                    served[i]++;
                    picked.began();
                    long begins = freeAt[i] - pool.now > 0 ? freeAt[i] : pool.now;
                    freeAt[i] = begins + (i == 0 ? 40 : 8) * Pool.MILLI;
                    queues[i].add(freeAt[i]);
                    picked.responded(freeAt[i] - pool.now, freeAt[i]);
                }
            }
        }
        return served;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Queue<Long>[] queues() {
        Queue<Long>[] queues = new Queue[10];
        for (int i = 0; i < 10; i++) {
            queues[i] = new ArrayDeque<>();
        }
        return queues;
    }

    @ParameterizedTest
    @EnumSource(
            value = Strategy.class,
            names = {"LEAST_REQUEST", "PEAK_EWMA"})
    void aSlowInstanceGetsLessOfTheLoad(Strategy strategy) {
        int[] served = queueing(strategy);
        // In turn it would get 2,000, of which it could serve 500.
        assertThat(served[0]).isLessThan(900);
        for (int i = 1; i < 10; i++) {
            assertThat(served[i]).isBetween(1_900, 2_500);
        }
    }

    @Test
    void peakEwmaTriesWhoNeverAnsweredButDoesNotFloodIt() {
        Pool pool = Pool.of(3).strategy(Strategy.PEAK_EWMA);
        for (int i = 0; i < 2; i++) {
            pool.candidate(i).responded(5 * Pool.MILLI, pool.now);
        }
        int first = 0;
        for (int i = 0; i < 100; i++) {
            Candidate picked = pool.pick();
            if (picked == pool.candidate(2)) {
                first++;
                picked.began();
            }
        }
        assertThat(first).isOne();
    }

    /** The slow one is asked again when its peak has faded below the others' latency: a hundredth after ln 100 times 10 s. */
    @Test
    void peakEwmaComesBackToAnInstanceThatWasSlowOnce() {
        Pool pool = Pool.of(2).strategy(Strategy.PEAK_EWMA);
        Candidate slow = pool.candidate(0);
        Candidate fast = pool.candidate(1);
        slow.responded(500 * Pool.MILLI, pool.now);
        long begun = pool.now;
        for (Candidate picked = fast; picked != slow; ) {
            pool.now += 10 * Pool.MILLI;
            fast.responded(5 * Pool.MILLI, pool.now);
            picked = pool.pick();
            assertThat(pool.now - begun).isLessThan(60 * Pool.SECOND);
        }
        assertThat(pool.now - begun).isGreaterThan(40 * Pool.SECOND);
    }

    @Test
    void ofTwoTheLessBusyIsPicked() {
        Pool pool = Pool.of(2).strategy(Strategy.LEAST_REQUEST);
        pool.candidate(0).began();
        assertThat(pool.shares(100)).containsExactly(0, 100);
        pool.candidate(0).ended();
        // 10,000 draws of a half: the deviation is 50.
        assertThat(pool.shares(10_000)[0]).isBetween(4_700, 5_300);
    }

    @Test
    void anAnswerWithinATurnOfTheLoopCountsAsOne() {
        Pool pool = Pool.of(1);
        pool.candidate(0).latency().meanOfLast();
        pool.candidate(0).responded(0, pool.now);
        assertThat(pool.candidate(0).latency().meanOfLast()).isOne();
        assertThat(pool.candidate(0).latency().peak(pool.now)).isEqualTo(1);
    }
}
