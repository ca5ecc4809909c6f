package io.mesher.base.retry;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.base.retry.BackoffPolicy.Kind;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BackoffTest {
    private static final long MS = 1_000_000L;

    private final RandomGenerator random = new SplittableRandom(1);

    private static BackoffPolicy policy(Kind kind, long minMs, long maxMs) {
        return new BackoffPolicy(kind, Duration.ofMillis(minMs), Duration.ofMillis(maxMs));
    }

    @ParameterizedTest(name = "{0} {1} to {2} ms, retry {3} after {4} ms: {5} to {6} ms")
    @CsvSource({
        "EXPONENTIAL, 100, 10000, 1,  0,    50,  150",
        "EXPONENTIAL, 100, 10000, 2,  70,   75,  225",
        "EXPONENTIAL, 100, 10000, 3,  90,   112.5, 337.5",
        "EXPONENTIAL, 100, 200,   3,  90,   100, 200",
        "EXPONENTIAL, 100, 100,   1,  0,    50,  100",
        "EXPONENTIAL, 100, 1000,  2147483647, 9, 500, 1000",
        "EXPONENTIAL, 0,   1000,  5,  0,    0,   0",
        "EXPONENTIAL, 0,   0,     1,  0,    0,   0",
        "CONSTANT,    100, 400,   1,  0,    100, 100",
        "CONSTANT,    100, 400,   9,  100,  100, 100",
        "CONSTANT,    100, 0,     1,  0,    100, 100",
        "ZERO,        100, 400,   3,  0,    0,   0",
        "JITTERED,    100, 10000, 1,  0,    100, 300",
        "JITTERED,    100, 10000, 2,  200,  100, 600",
        "JITTERED,    100, 500,   2,  300,  100, 500",
        "JITTERED,    100, 500,   2,  9000000000000, 100, 500",
        "JITTERED,    100, 100,   7,  100,  100, 100",
        "JITTERED,    0,   100,   1,  0,    0,   0",
        "JITTERED,    0,   0,     1,  0,    0,   0",
        "DOUBLING,    100, 10000, 1,  0,    50,  100",
        "DOUBLING,    100, 10000, 2,  70,   100, 200",
        "DOUBLING,    100, 10000, 7,  70,   3200, 6400",
        "DOUBLING,    100, 10000, 8,  70,   5000, 10000",
        "DOUBLING,    100, 10000, 2147483647, 9, 5000, 10000",
        "DOUBLING,    0,   0,     1,  0,    0,   0",
    })
    void isWithinAndReachesItsBounds(
            Kind kind, long min, long max, int retry, long previous, double lowest, double highest) {
        BackoffPolicy policy = policy(kind, min, max);
        long shortest = Long.MAX_VALUE;
        long longest = 0;
        for (int i = 0; i < 2000; i++) {
            long pause = Backoff.nanos(policy, retry, previous * MS, random);
            shortest = Math.min(shortest, pause);
            longest = Math.max(longest, pause);
        }

        double slack = (highest - lowest) * MS / 50;
        assertThat((double) shortest).isBetween(lowest * MS, lowest * MS + slack);
        assertThat((double) longest).isBetween(highest * MS - slack, highest * MS);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void isNeverBelowZeroNorAboveTheMost(Kind kind) {
        BackoffPolicy policy = policy(kind, 1, Duration.ofDays(10_000).toMillis());
        long previous = 0;
        for (int retry = 1; retry < 500; retry++) {
            previous = Backoff.nanos(policy, retry, previous, random);
            assertThat(previous).isBetween(0L, policy.max().toNanos());
        }
    }

    @Test
    void growsWithEachTryAndBeginsAgainAfterAReset() {
        Backoff backoff = new Backoff(BackoffPolicy.doubling(Duration.ofMillis(100), Duration.ofMillis(400)), random);
        for (int round = 0; round < 3; round++) {
            assertThat(backoff.next()).isBetween(50 * MS, 100 * MS);
            assertThat(backoff.next()).isBetween(100 * MS, 200 * MS);
            assertThat(backoff.next()).isBetween(200 * MS, 400 * MS);
            assertThat(backoff.next()).isBetween(200 * MS, 400 * MS);
            backoff.reset();
        }
    }

    @Test
    void jittersFromTheWholeToATenthMore() {
        for (int i = 0; i < 1000; i++) {
            assertThat(Backoff.jittered(1000, random)).isBetween(1000L, 1100L);
        }
    }

    @Test
    void thePauseByDefaultIsNone() {
        assertThat(Backoff.nanos(BackoffPolicy.DEFAULT, 1, 0, random)).isZero();
    }
}
