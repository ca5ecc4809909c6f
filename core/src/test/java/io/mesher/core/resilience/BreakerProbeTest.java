package io.mesher.core.resilience;

import static io.mesher.core.resilience.CircuitBreakerTest.MS;
import static io.mesher.core.resilience.CircuitBreakerTest.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.config.BreakerPolicy;
import io.mesher.core.resilience.CircuitBreaker.Permit;
import io.mesher.core.resilience.CircuitBreaker.State;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What follows the opening, which is at 0. */
class BreakerProbeTest {
    private static final BreakerPolicy POLICY = CircuitBreakerTest.policy(5, 50);
    private static final long SLEEP = 15 * SECOND;

    private final CircuitBreaker breaker = new CircuitBreaker();

    @BeforeEach
    void open() {
        failFive(0);
        refuses(0);
    }

    private void failFive(long now) {
        for (int i = 0; i < 5; i++) {
            assertThat(breaker.ask(POLICY, now)).isEqualTo(Permit.ALLOWED);
            breaker.ended(Permit.ALLOWED, true, POLICY, now);
        }
    }

    private void refuses(long now) {
        assertThat(breaker.ask(POLICY, now)).isEqualTo(Permit.REFUSED);
    }

    private void probes(long now) {
        assertThat(breaker.ask(POLICY, now)).isEqualTo(Permit.PROBE);
    }

    @ParameterizedTest(name = "{0} ms after opening: {1}")
    @CsvSource({"1, REFUSED", "10001, REFUSED", "14999, REFUSED", "15000, PROBE", "15001, PROBE", "86400000, PROBE"})
    void probesAfterTheSleepWindow(long ms, Permit permit) {
        assertThat(breaker.ask(POLICY, ms * MS)).isEqualTo(permit);
    }

    @Test
    void lastsAsLongAsThePolicyOfTheMomentSays() {
        BreakerPolicy shorter = new BreakerPolicy(true, false, false, Duration.ofSeconds(2), 5, 50);

        assertThat(breaker.ask(shorter, 2 * SECOND - 1)).isEqualTo(Permit.REFUSED);
        assertThat(breaker.ask(shorter, 2 * SECOND)).isEqualTo(Permit.PROBE);
    }

    @Test
    void oneProbeAtATime() {
        probes(SLEEP);
        assertThat(breaker.state(POLICY)).isEqualTo(State.HALF_OPEN);
        refuses(SLEEP);
        refuses(SLEEP + 14 * SECOND);
    }

    @Test
    void aProbeThatDoesNotEndIsFollowedByAnotherAWindowLater() {
        probes(SLEEP);
        refuses(2 * SLEEP - 1);
        probes(2 * SLEEP);
    }

    @Test
    void probesDoNotComeAtEveryAskWithoutASleepWindow() {
        BreakerPolicy eager = new BreakerPolicy(true, false, false, Duration.ZERO, 5, 50);
        assertThat(breaker.ask(eager, 1)).isEqualTo(Permit.PROBE);
        assertThat(breaker.ask(eager, 2)).isEqualTo(Permit.REFUSED);
        assertThat(breaker.ask(eager, SECOND)).isEqualTo(Permit.REFUSED);
        assertThat(breaker.ask(eager, SECOND + 1)).isEqualTo(Permit.PROBE);
    }

    @Test
    void successClosesAndForgets() {
        // 14 s on, what was counted at the opening would be gone anyway.
        BreakerPolicy eager = new BreakerPolicy(true, false, false, Duration.ofMillis(1), 5, 50);
        assertThat(breaker.ask(eager, MS)).isEqualTo(Permit.PROBE);
        breaker.ended(Permit.PROBE, false, eager, MS);

        assertThat(breaker.state(POLICY)).isEqualTo(State.CLOSED);
        failFive(MS);
        refuses(MS);
    }

    @Test
    void failureKeepsItOpenForAnotherWindow() {
        probes(SLEEP);
        long end = SLEEP + 3 * SECOND;
        breaker.ended(Permit.PROBE, true, POLICY, end);

        assertThat(breaker.state(POLICY)).isEqualTo(State.OPEN);
        refuses(end + SLEEP - 1);
        probes(end + SLEEP);
        breaker.ended(Permit.PROBE, false, POLICY, end + SLEEP);
        assertThat(breaker.ask(POLICY, end + SLEEP)).isEqualTo(Permit.ALLOWED);
    }

    @Test
    void anAbandonedProbeGivesItsTurnBackAtOnce() {
        probes(SLEEP);
        breaker.abandoned(Permit.PROBE);
        assertThat(breaker.state(POLICY)).isEqualTo(State.OPEN);

        probes(SLEEP);
        refuses(SLEEP);
    }

    @Test
    void othersThatEndWhileItIsOpenChangeNothing() {
        breaker.ended(Permit.ALLOWED, false, POLICY, 1);
        breaker.ended(Permit.ALLOWED, true, POLICY, 1);
        breaker.abandoned(Permit.ALLOWED);
        refuses(2);
        probes(SLEEP);
        breaker.ended(Permit.ALLOWED, false, POLICY, SLEEP);
        breaker.abandoned(Permit.ALLOWED);
        assertThat(breaker.state(POLICY)).isEqualTo(State.HALF_OPEN);
    }

    @Test
    void aProbeOfAPolicyThatIsOffNowGivesItsTurnBack() {
        probes(SLEEP);
        breaker.ended(Permit.PROBE, true, BreakerPolicy.DEFAULT, SLEEP);
        probes(SLEEP);
    }

    @ParameterizedTest(name = "{0} calls, {1} %: {2}")
    @CsvSource({"5, 50, REFUSED", "5, 60, REFUSED", "20, 50, ALLOWED", "5, 90, ALLOWED"})
    void otherThresholdsCountAtTheNextAsk(int volume, int percent, Permit permit) {
        // 5 of 6 failed: one was refused.
        assertThat(breaker.ask(CircuitBreakerTest.policy(volume, percent), 1)).isEqualTo(permit);
    }

    @Test
    void anEarlyProbeThatEndsLateStillTells() {
        probes(SLEEP);
        probes(2 * SLEEP);
        breaker.ended(Permit.PROBE, false, POLICY, 2 * SLEEP);
        assertThat(breaker.state(POLICY)).isEqualTo(State.CLOSED);
        breaker.ended(Permit.PROBE, true, POLICY, 2 * SLEEP);
        assertThat(breaker.state(POLICY)).isEqualTo(State.CLOSED);
    }

    @Test
    void oneOfManyThreadsProbes() {
        for (int round = 1; round <= 200; round++) {
            long now = round * SLEEP;
            AtomicInteger probes = new AtomicInteger();
            AtomicInteger allowed = new AtomicInteger();
            Threads.together(4, _ -> {
                for (int i = 0; i < 20; i++) {
                    switch (breaker.ask(POLICY, now)) {
                        case PROBE -> probes.incrementAndGet();
                        case ALLOWED -> allowed.incrementAndGet();
                        case REFUSED -> {}
                    }
                }
            });
            assertThat(probes).hasValue(1);
            assertThat(allowed).hasValue(0);
            breaker.ended(Permit.PROBE, true, POLICY, now);
        }
    }

    @Test
    void countsEveryCallOfManyThreads() {
        CallCounts counts = new CallCounts(0);
        Threads.together(4, thread -> {
            for (int i = 0; i < 10_000; i++) {
                counts.count(thread == 0, i * 900_000L);
            }
        });

        assertThat(counts.isBad(40_000, 25, 9 * SECOND)).isTrue();
        assertThat(counts.isBad(40_000, 26, 9 * SECOND)).isFalse();
        assertThat(counts.isBad(40_001, 0, 9 * SECOND)).isFalse();
    }

    @Test
    void countsWhatItRefusedAndHowOftenItOpened() {
        assertThat(breaker.opened()).isEqualTo(1);
        assertThat(breaker.shortCircuited()).isEqualTo(1);
        refuses(1);
        probes(SLEEP);
        refuses(SLEEP);
        assertThat(breaker.shortCircuited()).isEqualTo(3);

        breaker.ended(Permit.PROBE, true, POLICY, SLEEP + MS);
        assertThat(breaker.opened()).as("still open").isEqualTo(1);

        probes(3 * SLEEP);
        breaker.ended(Permit.PROBE, false, POLICY, 3 * SLEEP);
        failFive(3 * SLEEP);
        refuses(3 * SLEEP);
        assertThat(breaker.opened()).isEqualTo(2);
        assertThat(breaker.shortCircuited()).isEqualTo(4);
    }
}
