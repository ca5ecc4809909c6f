package io.mesher.core.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.config.BreakerPolicy;
import io.mesher.core.resilience.CircuitBreaker.Permit;
import io.mesher.core.resilience.CircuitBreaker.State;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When it opens; what follows is in {@link BreakerProbeTest}. */
class CircuitBreakerTest {
    static final long MS = 1_000_000L;
    static final long SECOND = 1000 * MS;

    private final CircuitBreaker breaker = new CircuitBreaker();

    static BreakerPolicy policy(int volume, int percent) {
        return new BreakerPolicy(true, false, false, Duration.ofSeconds(15), volume, percent);
    }

    private static BreakerPolicy forced(boolean enabled, boolean open, boolean closed) {
        return new BreakerPolicy(enabled, open, closed, Duration.ofSeconds(15), 1, 50);
    }

    private void call(BreakerPolicy policy, boolean failed, long now) {
        Permit permit = breaker.ask(policy, now);
        assertThat(permit).isEqualTo(Permit.ALLOWED);
        breaker.ended(permit, failed, policy, now);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 7, -3 * SECOND, Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE - 2})
    void refusesTheCallBehindThoseOfTheThreshold(long start) {
        BreakerPolicy policy = policy(5, 50);
        for (int i = 0; i < 5; i++) {
            call(policy, true, start + i);
        }

        assertThat(breaker.state(policy)).isEqualTo(State.CLOSED);
        assertThat(breaker.ask(policy, start + 5)).isEqualTo(Permit.REFUSED);
        assertThat(breaker.state(policy)).isEqualTo(State.OPEN);
    }

    @ParameterizedTest(name = "{0} of {1} failed, at {2} of {3} %: {4}")
    @CsvSource({
        "0,  20, 20, 50, ALLOWED",
        "10, 20, 20, 50, REFUSED",
        "9,  20, 20, 50, ALLOWED",
        "19, 19, 20, 50, ALLOWED",
        // 49.5 % is rounded up.
        "99, 200, 20, 50, REFUSED",
        "98, 200, 20, 50, ALLOWED",
        "1,  3, 1, 33, REFUSED",
        "1,  3, 1, 34, ALLOWED",
        "2,  3, 1, 67, REFUSED",
        "3,  3, 1, 100, REFUSED",
        "199, 200, 1, 100, REFUSED",
        "198, 200, 1, 100, ALLOWED",
        "0,  1, 1, 0, REFUSED",
        "0,  0, 1, 0, ALLOWED",
    })
    void opensByVolumeAndShare(int failures, int calls, int volume, int percent, Permit next) {
        BreakerPolicy closed = new BreakerPolicy(true, false, true, Duration.ofSeconds(15), volume, percent);
        for (int i = 0; i < calls; i++) {
            call(closed, i < failures, 5);
        }

        assertThat(breaker.ask(policy(volume, percent), 5)).isEqualTo(next);
    }

    @ParameterizedTest(name = "{0} ms behind the failure: {1}")
    @CsvSource({"0, REFUSED", "9999, REFUSED", "10000, ALLOWED", "10001, ALLOWED", "86400000, ALLOWED"})
    void forgetsAfterTenSeconds(long ms, Permit next) {
        BreakerPolicy policy = policy(1, 50);
        call(policy, true, 0);

        assertThat(breaker.ask(policy, ms * MS)).isEqualTo(next);
    }

    @Test
    void countsTenBucketsOfOneSecond() {
        BreakerPolicy policy = policy(10, 100);
        for (int second = 0; second < 9; second++) {
            call(policy, true, second * SECOND);
        }
        // The tenth comes when the first is forgotten, ...
        call(policy, true, 10 * SECOND);
        assertThat(breaker.ask(policy, 10 * SECOND)).isEqualTo(Permit.ALLOWED);
        // ... the eleventh within 10 s of the second.
        breaker.ended(Permit.ALLOWED, true, policy, 10 * SECOND);
        assertThat(breaker.ask(policy, 10 * SECOND)).isEqualTo(Permit.REFUSED);
    }

    /** Half a year is where the second in a bucket comes again. */
    @ParameterizedTest
    @ValueSource(longs = {20, 3600, 1 << 22, (1 << 23) - 1, 1 << 23, (1 << 23) + 1, 10_000_000, (1 << 24) + 20})
    void opensAlsoAfterALongPause(long seconds) {
        BreakerPolicy policy = policy(2, 50);
        call(policy, true, 0);
        long later = seconds * SECOND;
        call(policy, true, later);
        call(policy, true, later);

        assertThat(breaker.ask(policy, later)).isEqualTo(Permit.REFUSED);
    }

    @Test
    void aSlowThreadsTimeIsTakenAsItIs() {
        BreakerPolicy policy = policy(2, 50);
        call(policy, true, 5 * SECOND);
        call(policy, true, 5 * SECOND - 1);

        assertThat(breaker.ask(policy, 5 * SECOND - 1)).isEqualTo(Permit.REFUSED);
    }

    @Test
    void anOutcomeTenSecondsLateDoesNotTakeTheBucketBack() {
        BreakerPolicy policy = policy(2, 50);
        call(policy, true, 0);
        call(policy, true, 10 * SECOND);
        breaker.ended(Permit.ALLOWED, false, policy, 0);
        call(policy, true, 10 * SECOND);

        assertThat(breaker.ask(policy, 10 * SECOND)).isEqualTo(Permit.REFUSED);
    }

    @Test
    void refusedCallsCountAsCallsThatDidNotFail() {
        BreakerPolicy refuse = forced(true, true, false);
        BreakerPolicy policy = policy(10, 50);
        for (int i = 0; i < 4; i++) {
            call(policy, true, 0);
        }
        for (int i = 0; i < 5; i++) {
            assertThat(breaker.ask(refuse, 0)).isEqualTo(Permit.REFUSED);
        }
        assertThat(breaker.ask(policy(10, 45), 0)).isEqualTo(Permit.ALLOWED);
        assertThat(breaker.ask(refuse, 0)).isEqualTo(Permit.REFUSED);

        // 4 of 10
        assertThat(breaker.ask(policy(10, 41), 0)).isEqualTo(Permit.ALLOWED);
        assertThat(breaker.ask(policy(10, 40), 0)).isEqualTo(Permit.REFUSED);
    }

    @Test
    void whatTheIsolationRefusesCountsAsFailed() {
        BreakerPolicy policy = policy(3, 100);
        for (int i = 0; i < 3; i++) {
            Permit permit = breaker.ask(policy, 0);
            assertThat(permit).isEqualTo(Permit.ALLOWED);
            breaker.abandoned(permit);
            breaker.rejected(0);
        }

        assertThat(breaker.ask(policy, 0)).isEqualTo(Permit.REFUSED);
    }

    @Test
    void anAbandonedCallDoesNotCount() {
        BreakerPolicy policy = policy(1, 0);
        for (int i = 0; i < 3; i++) {
            Permit permit = breaker.ask(policy, 0);
            assertThat(permit).isEqualTo(Permit.ALLOWED);
            breaker.abandoned(permit);
        }
    }

    @ParameterizedTest(name = "enabled {0}, forceOpen {1}, forceClosed {2}, failing {3}: {4}, {5}")
    @CsvSource({
        "false, false, false, true,  ALLOWED, CLOSED",
        "false, true,  false, true,  ALLOWED, CLOSED",
        "false, false, true,  true,  ALLOWED, CLOSED",
        "true,  false, false, false, ALLOWED, CLOSED",
        "true,  false, false, true,  REFUSED, OPEN",
        "true,  true,  false, false, REFUSED, OPEN",
        "true,  false, true,  true,  ALLOWED, CLOSED",
        "true,  true,  true,  false, REFUSED, OPEN",
    })
    void forcesOnlyWhereEnabled(
            boolean enabled, boolean forceOpen, boolean forceClosed, boolean failing, Permit permit, State state) {
        if (failing) {
            call(policy(2, 50), true, 0);
        }
        BreakerPolicy policy = forced(enabled, forceOpen, forceClosed);

        assertThat(breaker.ask(policy, 0)).isEqualTo(permit);
        assertThat(breaker.state(policy)).isEqualTo(state);
    }

    @Test
    void countsNothingWhileDisabled() {
        BreakerPolicy off = BreakerPolicy.DEFAULT;
        for (int i = 0; i < 100; i++) {
            call(off, true, 0);
            breaker.rejected(0);
        }

        assertThat(breaker.ask(policy(1, 1), 0)).isEqualTo(Permit.ALLOWED);
    }

    @Test
    void aDisabledOneAllowsAtOnceAlsoWhenItWasOpen() {
        BreakerPolicy policy = policy(1, 50);
        call(policy, true, 0);
        assertThat(breaker.ask(policy, 0)).isEqualTo(Permit.REFUSED);

        assertThat(breaker.ask(BreakerPolicy.DEFAULT, 0)).isEqualTo(Permit.ALLOWED);
    }

    @Test
    void countsOfASecondAreBoundedAndKeepTheirShare() {
        CallCounts counts = new CallCounts(0);
        for (int i = 0; i < 1_100_000; i++) {
            counts.count(i % 4 == 0, 0);
        }

        assertThat(counts.isBad(1_000_000, 25, 0)).isTrue();
        assertThat(counts.isBad(1_000_000, 26, 0)).isFalse();
        assertThat(counts.isBad(1_048_576, 0, 0)).isFalse();
        counts.count(true, SECOND);
        assertThat(counts.isBad(1_048_576, 0, SECOND)).isTrue();
    }
}
