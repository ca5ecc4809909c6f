package io.mesher.core.balance;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.balance.CandidateStatus.State;
import io.mesher.core.config.EjectionPolicy;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Who is passed over because of its failures, and for how long. */
class EjectionTest {

    @Test
    void fiveFailuresInARowEject() {
        Pool pool = Pool.of(3);
        pool.fail(pool.candidate(0), 4);
        assertThat(pool.state(0)).isEqualTo(State.AVAILABLE);
        pool.succeed(pool.candidate(0));
        pool.fail(pool.candidate(0), 4);
        assertThat(pool.state(0)).isEqualTo(State.AVAILABLE);
        assertThat(pool.candidates.failed(pool.candidate(0), Failing.TIMEOUT, pool.ejection, pool.now))
                .isTrue();
        assertThat(pool.shares(100)).containsExactly(0, 50, 50);
        CandidateStatus status = pool.candidate(0).status(pool.now);
        assertThat(status.state()).isEqualTo(State.EJECTED);
        assertThat(status.reason()).isEqualTo("5 failures in a row, the last: no response in time");
        assertThat(status.remainingNanos()).isEqualTo(30 * Pool.SECOND);
    }

    @Test
    void atMostHalfAreEjectedAndNeverTheLast() {
        int[] max = {0, 0, 1, 1, 2, 2, 3};
        for (int count = 1; count < max.length; count++) {
            Pool pool = Pool.of(count);
            int ejected = 0;
            for (int i = 0; i < count; i++) {
                pool.fail(pool.candidate(i), 20);
                ejected += pool.state(i) == State.EJECTED ? 1 : 0;
            }
            assertThat(ejected).as("of " + count).isEqualTo(max[count]);
            assertThat(pool.pick()).isNotNull();
        }
        Pool all = Pool.of(2);
        all.ejection = new EjectionPolicy(true, 1, Duration.ofSeconds(30), Duration.ofMinutes(5), 100);
        all.fail(all.candidate(0), 1);
        all.fail(all.candidate(1), 1);
        assertThat(all.state(1)).isEqualTo(State.AVAILABLE);
    }

    @Test
    void whoCouldNotBeEjectedIsWhenThereIsAPlace() {
        Pool pool = Pool.of(3);
        pool.fail(pool.candidate(0), 5);
        pool.fail(pool.candidate(1), 5);
        assertThat(pool.state(1)).isEqualTo(State.AVAILABLE);
        back(pool, 0);
        pool.fail(pool.candidate(1), 1);
        assertThat(pool.state(1)).isEqualTo(State.EJECTED);
    }

    private static void back(Pool pool, int place) {
        pool.now += 31 * Pool.SECOND;
        assertThat(pool.pick()).isSameAs(pool.candidate(place));
        pool.succeed(pool.candidate(place));
        assertThat(pool.state(place)).isEqualTo(State.AVAILABLE);
    }

    @Test
    void aFailedProbeEjectsForLongerEachTimeUpToTheLongest() {
        Pool pool = Pool.of(3);
        pool.fail(pool.candidate(0), 5);
        for (long seconds : new long[] {30, 60, 90, 120, 150, 180, 210, 240, 270, 300, 300}) {
            assertThat(pool.candidate(0).status(pool.now).remainingNanos()).isEqualTo(seconds * Pool.SECOND);
            pool.now += seconds * Pool.SECOND - 1;
            assertThat(pool.pick()).isNotSameAs(pool.candidate(0));
            pool.now += 1;
            assertThat(pool.pick()).isSameAs(pool.candidate(0));
            pool.fail(pool.candidate(0), 1);
        }
    }

    @Test
    void timesThatItWasWellMakeUpForEarlierEjections() {
        Pool pool = Pool.of(3);
        pool.fail(pool.candidate(0), 5);
        pool.now += 30 * Pool.SECOND;
        pool.pick();
        pool.fail(pool.candidate(0), 1);
        pool.now += 60 * Pool.SECOND;
        pool.pick();
        pool.succeed(pool.candidate(0));
        pool.fail(pool.candidate(0), 5);
        assertThat(pool.candidate(0).status(pool.now).ejections())
                .as("at once again")
                .isEqualTo(3);
        pool.now += 90 * Pool.SECOND;
        pool.pick();
        pool.succeed(pool.candidate(0));
        pool.now += 3 * 90 * Pool.SECOND;
        pool.fail(pool.candidate(0), 5);
        assertThat(pool.candidate(0).status(pool.now).ejections())
                .as("after a long time")
                .isOne();
    }

    @Test
    void switchedOffNobodyIsPassedOver() {
        Pool pool = Pool.of(2);
        pool.fail(pool.candidate(0), 5);
        pool.candidates.releaseAll(pool.now);
        assertThat(pool.shares(10)).containsOnly(5);
        pool.fail(pool.candidate(0), 4);
        assertThat(pool.state(0)).as("its failures are forgotten").isEqualTo(State.AVAILABLE);
        pool.ejection = new EjectionPolicy(false, 5, Duration.ofSeconds(30), Duration.ofMinutes(5), 50);
        pool.fail(pool.candidate(0), 100);
        assertThat(pool.shares(10)).containsOnly(5);
    }

    @Test
    void anInstanceThatGoesTakesItsEjectionAlong() {
        Pool pool = Pool.of(4);
        pool.fail(pool.candidate(0), 5);
        pool.fail(pool.candidate(1), 5);
        pool.remove("i0");
        pool.remove("i1");
        assertThat(pool.candidates.allWell()).isTrue();
        pool.fail(pool.candidate(0), 5);
        assertThat(pool.state(0)).isEqualTo(State.EJECTED);
    }

    @Test
    void oneFailureMayBeEnough() {
        Pool pool = Pool.of(3);
        pool.ejection = new EjectionPolicy(true, 1, Duration.ofSeconds(9), Duration.ofSeconds(3), 34);
        pool.fail(pool.candidate(0), 1);
        CandidateStatus status = pool.candidate(0).status(pool.now);
        assertThat(status.reason()).isEqualTo("a failure: no connection to it");
        assertThat(status.remainingNanos()).as("no time is longer").isEqualTo(3 * Pool.SECOND);
    }

    /** A night of failures: then ten well times of 5 min are enough, where each of hundreds counted it would take a day. */
    @Test
    void theTimesAreCountedAsFarAsTheyMatter() {
        Pool pool = Pool.of(3);
        pool.fail(pool.candidate(0), 5);
        for (int i = 0; i < 150; i++) {
            pool.now += 300 * Pool.SECOND;
            pool.pick();
            pool.fail(pool.candidate(0), 1);
        }
        assertThat(pool.candidate(0).status(pool.now).ejections()).isEqualTo(10);
        pool.now += 300 * Pool.SECOND;
        pool.pick();
        pool.succeed(pool.candidate(0));
        pool.now += 10 * 300 * Pool.SECOND;
        assertThat(pool.candidate(0).status(pool.now).ejections()).isZero();
    }

    /** The limit is of those that there are; when all that are left are ejected, all count. */
    @Test
    void whereOnlyEjectedOnesAreLeftTheyGetRequests() {
        Pool pool = Pool.of(4);
        pool.fail(pool.candidate(0), 5);
        pool.fail(pool.candidate(1), 5);
        pool.remove("i2");
        pool.remove("i3");
        assertThat(pool.shares(10)).containsOnly(5);
        pool.now += 30 * Pool.SECOND;
        for (int i = 0; i < 2; i++) {
            Candidate probed = pool.pick();
            pool.succeed(probed);
        }
        assertThat(pool.candidates.allWell()).isTrue();
    }

    @Test
    void untriedEjectedOnesAreBetterThanNone() {
        Pool pool = Pool.of(2);
        pool.fail(pool.candidate(0), 5);
        Tried tried = new Tried();
        tried.add(pool.candidate(1));
        assertThat(pool.pick(tried, true, null)).isSameAs(pool.candidate(0));
        tried.add(pool.candidate(0));
        assertThat(pool.pick(tried, true, null)).isNull();
    }
}
