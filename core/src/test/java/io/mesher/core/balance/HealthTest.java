package io.mesher.core.balance;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.balance.CandidateStatus.State;
import org.junit.jupiter.api.Test;

/** The health check's word, beside ejection. */
class HealthTest {
    private static void ill(Pool pool, int place) {
        pool.candidates.health(pool.candidate(place), false, "x");
    }

    @Test
    void theUnhealthyArePassedOverUnlessAllAre() {
        Pool pool = Pool.of(3);
        pool.candidates.health(pool.candidate(0), false, "status 500");
        assertThat(pool.shares(10)).containsExactly(0, 5, 5);
        assertThat(pool.candidate(0).status(pool.now).reason()).isEqualTo("status 500");
        pool.candidates.health(pool.candidate(1), false, "x");
        pool.candidates.health(pool.candidate(2), false, "x");
        assertThat(pool.shares(30)).containsOnly(10);
        for (int i = 0; i < 3; i++) {
            pool.candidates.health(pool.candidate(i), true, "");
        }
        assertThat(pool.candidates.allWell()).isTrue();
    }

    /** Two of six are ill: of four two may be ejected, though two of six are passed over already. */
    @Test
    void theUnhealthyCountNeitherInTheHalfNorForIt() {
        Pool pool = Pool.of(6);
        ill(pool, 0);
        ill(pool, 1);
        for (int i = 2; i < 6; i++) {
            pool.fail(pool.candidate(i), 5);
        }
        assertThat(pool.candidates.ejected()).isEqualTo(2);
        assertThat(pool.shares(10)).containsExactly(0, 0, 0, 0, 5, 5);
    }

    @Test
    void theLastThatTheCheckLeavesIsNotEjected() {
        Pool pool = Pool.of(3);
        ill(pool, 0);
        ill(pool, 1);
        pool.fail(pool.candidate(2), 20);
        assertThat(pool.shares(10)).containsExactly(0, 0, 10);
    }

    @Test
    void anEjectedOneThatIsUnhealthyFreesItsPlaceAndIsNotProbed() {
        Pool pool = Pool.of(4);
        pool.fail(pool.candidate(0), 5);
        ill(pool, 0);
        assertThat(pool.state(0)).isEqualTo(State.UNHEALTHY);
        assertThat(pool.candidates.ejected()).isZero();
        pool.now += 100 * Pool.SECOND;
        assertThat(pool.shares(30)).containsExactly(0, 10, 10, 10);
        pool.candidates.health(pool.candidate(0), true, "");
        assertThat(pool.shares(40)).containsOnly(10);
    }

    @Test
    void failuresOfAnUnhealthyOneDoNotEjectItThenOrLater() {
        Pool pool = Pool.of(4);
        ill(pool, 0);
        pool.fail(pool.candidate(0), 20);
        assertThat(pool.state(0)).isEqualTo(State.UNHEALTHY);
        pool.candidates.health(pool.candidate(0), true, "");
        pool.fail(pool.candidate(0), 4);
        assertThat(pool.state(0)).isEqualTo(State.AVAILABLE);
    }

    @Test
    void aCheckThatFindsItWellDoesNotEndAnEjection() {
        Pool pool = Pool.of(3);
        pool.fail(pool.candidate(0), 5);
        pool.candidates.health(pool.candidate(0), true, "");
        assertThat(pool.state(0)).isEqualTo(State.EJECTED);
    }

    @Test
    void saidTwiceCountsOnceAndTheLastReasonStands() {
        Pool pool = Pool.of(3);
        ill(pool, 0);
        pool.candidates.health(pool.candidate(0), false, "y");
        assertThat(pool.candidates.unhealthy()).isOne();
        assertThat(pool.candidate(0).status(pool.now).reason()).isEqualTo("y");
        pool.candidates.health(pool.candidate(0), true, "");
        pool.candidates.health(pool.candidate(0), true, "");
        assertThat(pool.candidates.unhealthy()).isZero();
    }

    /** The check may hear of it later than the request path. */
    @Test
    void wordOfAnInstanceThatIsGoneChangesNothing() {
        Pool pool = Pool.of(3);
        Candidate gone = pool.candidate(0);
        ill(pool, 0);
        pool.remove("i0");
        assertThat(pool.candidates.unhealthy()).isZero();
        pool.candidates.health(gone, true, "");
        pool.candidates.health(gone, false, "x");
        assertThat(pool.candidates.unhealthy()).isZero();
    }
}
