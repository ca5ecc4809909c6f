package io.mesher.core.balance;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.balance.CandidateStatus.State;
import org.junit.jupiter.api.Test;

/** Instances to which no connection can be had, beside those that are ejected. */
class UnreachableTest {
    private static void lost(Pool pool, int... places) {
        for (int place : places) {
            assertThat(pool.candidates.unreachable(pool.candidate(place), "Connection refused"))
                    .isTrue();
        }
    }

    @Test
    void oneFailureIsEnoughAndOneConnectionToo() {
        Pool pool = Pool.of(3);
        lost(pool, 0);
        assertThat(pool.shares(10)).containsExactly(0, 5, 5);
        assertThat(pool.state(0)).isEqualTo(State.UNREACHABLE);
        assertThat(pool.candidate(0).status(pool.now).reason()).isEqualTo("Connection refused");
        assertThat(pool.candidates.reached(pool.candidate(0))).isTrue();
        assertThat(pool.shares(30)).containsOnly(10);
        assertThat(pool.candidates.allWell()).isTrue();
    }

    @Test
    void allButOneMayBeUnreachable() {
        Pool pool = Pool.of(5);
        lost(pool, 0, 1, 3, 4);
        assertThat(pool.shares(10)).containsExactly(0, 0, 10, 0, 0);
        assertThat(pool.candidates.ejected()).isZero();
        assertThat(pool.candidates.ejections()).isZero();
    }

    @Test
    void whereNobodyCanBeReachedAllAreTried() {
        Pool pool = Pool.of(3);
        lost(pool, 0, 1, 2);
        assertThat(pool.shares(30)).containsOnly(10);
    }

    @Test
    void anEjectedOneIsPreferredToAnUnreachableOne() {
        Pool pool = Pool.of(3);
        pool.fail(pool.candidate(1), 5);
        lost(pool, 0, 2);
        assertThat(pool.shares(10)).containsExactly(0, 10, 0);
    }

    /** Two of six can't be reached: of four two may be ejected. */
    @Test
    void theyCountNeitherInTheHalfNorForIt() {
        Pool pool = Pool.of(6);
        lost(pool, 0, 1);
        for (int i = 2; i < 6; i++) {
            pool.fail(pool.candidate(i), 5);
        }
        assertThat(pool.candidates.ejected()).isEqualTo(2);
        assertThat(pool.shares(10)).containsExactly(0, 0, 0, 0, 5, 5);
    }

    @Test
    void anEjectedOneFreesItsPlace() {
        Pool pool = Pool.of(3);
        pool.fail(pool.candidate(0), 5);
        lost(pool, 0);
        assertThat(pool.candidates.ejected()).isZero();
        assertThat(pool.state(0)).isEqualTo(State.UNREACHABLE);
    }

    @Test
    void timeAloneBringsItBackToNobody() {
        Pool pool = Pool.of(2);
        lost(pool, 0);
        pool.now += 1_000 * Pool.SECOND;
        assertThat(pool.shares(10)).containsExactly(0, 10);
    }

    @Test
    void anAnswerBringsItBackToo() {
        Pool pool = Pool.of(2);
        lost(pool, 0);
        assertThat(pool.candidates.succeeded(pool.candidate(0), pool.ejection, pool.now))
                .isTrue();
        assertThat(pool.state(0)).isEqualTo(State.AVAILABLE);
    }

    @Test
    void theHealthChecksWordStands() {
        Pool pool = Pool.of(2);
        pool.candidates.health(pool.candidate(0), false, "status 500");
        assertThat(pool.candidates.unreachable(pool.candidate(0), "refused")).isFalse();
        assertThat(pool.candidates.reached(pool.candidate(0))).isFalse();
        assertThat(pool.state(0)).isEqualTo(State.UNHEALTHY);
        lost(pool, 1);
        pool.candidates.health(pool.candidate(1), false, "status 500");
        assertThat(pool.state(1)).isEqualTo(State.UNHEALTHY);
        pool.candidates.health(pool.candidate(0), true, "");
        pool.candidates.health(pool.candidate(1), true, "");
        assertThat(pool.candidates.allWell()).isTrue();
    }

    @Test
    void oneThatIsGoneChangesNothing() {
        Pool pool = Pool.of(2);
        Candidate gone = pool.candidate(0);
        lost(pool, 0);
        pool.remove("i0");
        assertThat(pool.candidates.allWell()).isTrue();
        assertThat(pool.candidates.unreachable(gone, "refused")).isFalse();
        assertThat(pool.candidates.reached(gone)).isFalse();
        assertThat(pool.candidates.allWell()).isTrue();
    }

    @Test
    void saidTwiceCountsOnce() {
        Pool pool = Pool.of(2);
        lost(pool, 0);
        assertThat(pool.candidates.unreachable(pool.candidate(0), "refused")).isFalse();
        assertThat(pool.candidates.unreachable()).isOne();
    }
}
