package io.mesher.core.balance;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.balance.CandidateStatus.State;
import org.junit.jupiter.api.Test;

/** How an ejected instance is tried again. */
class ProbeTest {
    @Test
    void oneRequestThatCanBeRepeatedIsTheProbe() {
        Pool pool = Pool.of(3);
        pool.fail(pool.candidate(0), 5);
        pool.now += 30 * Pool.SECOND;
        assertThat(pool.state(0)).isEqualTo(State.PROBING);
        Tried tried = new Tried();
        for (int i = 0; i < 10; i++) {
            assertThat(pool.pick(tried, false, null)).isNotSameAs(pool.candidate(0));
        }
        assertThat(pool.pick()).isSameAs(pool.candidate(0));
        assertThat(pool.shares(10)).containsExactly(0, 5, 5);
        pool.succeed(pool.candidate(0));
        assertThat(pool.shares(30)).containsOnly(10);
    }

    @Test
    void anyRequestIsTheProbeWhereNoneCanBeRepeated() {
        Pool pool = Pool.of(3);
        pool.fail(pool.candidate(0), 5);
        pool.now += 61 * Pool.SECOND;
        assertThat(pool.pick(new Tried(), false, null)).isSameAs(pool.candidate(0));
    }

    @Test
    void aProbeOfWhichNothingIsHeardIsGivenUp() {
        Pool pool = Pool.of(3);
        pool.fail(pool.candidate(0), 5);
        pool.now += 30 * Pool.SECOND;
        assertThat(pool.pick()).isSameAs(pool.candidate(0));
        pool.now += Standing.PROBE_NANOS - 1;
        assertThat(pool.pick()).isNotSameAs(pool.candidate(0));
        pool.now += 1;
        assertThat(pool.pick()).isSameAs(pool.candidate(0));
    }

    /** As when the request that is the probe breaks off: its caller went away. */
    @Test
    void theEndOfTheProbeWithoutAnAnswerAllowsAnother() {
        Pool pool = Pool.of(3);
        pool.fail(pool.candidate(0), 5);
        pool.now += 30 * Pool.SECOND;
        assertThat(pool.pick()).isSameAs(pool.candidate(0));
        pool.candidate(0).began();
        assertThat(pool.pick()).isNotSameAs(pool.candidate(0));
        pool.candidate(0).ended();
        assertThat(pool.pick()).isSameAs(pool.candidate(0));
    }

    /** Another loop's, between the pick of the probe and its begin, which are two steps: one probe too many, and no more. */
    @Test
    void theEndOfAnOlderRequestJustBeforeTheProbeBeginsAllowsOneMore() {
        Pool pool = Pool.of(3);
        Candidate candidate = pool.candidate(0);
        candidate.began();
        pool.fail(candidate, 5);
        pool.now += 30 * Pool.SECOND;
        assertThat(pool.pick()).isSameAs(candidate);
        candidate.ended();
        candidate.began();
        assertThat(pool.pick()).isSameAs(candidate);
        candidate.began();
        assertThat(pool.shares(10)).containsExactly(0, 5, 5);
        candidate.ended();
        assertThat(pool.shares(10)).containsExactly(0, 5, 5);
    }

    @Test
    void requestsThatWereUnderWayDecideNothingMore() {
        Pool pool = Pool.of(3);
        pool.fail(pool.candidate(0), 5);
        pool.succeed(pool.candidate(0));
        assertThat(pool.state(0)).isEqualTo(State.EJECTED);
        pool.fail(pool.candidate(0), 10);
        assertThat(pool.candidate(0).status(pool.now).remainingNanos()).isEqualTo(30 * Pool.SECOND);
    }

    @Test
    void aRequestThatCannotBeRepeatedWaitsForAsLongAsTheEjection() {
        Pool pool = Pool.of(3);
        pool.fail(pool.candidate(0), 5);
        pool.now += 60 * Pool.SECOND - 1;
        assertThat(pool.pick(new Tried(), false, null)).isNotSameAs(pool.candidate(0));
        pool.now += 1;
        assertThat(pool.pick(new Tried(), false, null)).isSameAs(pool.candidate(0));
    }

    @Test
    void whoWasTriedByThisRequestIsNotProbedByIt() {
        Pool pool = Pool.of(3);
        pool.fail(pool.candidate(0), 5);
        pool.now += 30 * Pool.SECOND;
        Tried tried = new Tried();
        tried.add(pool.candidate(0));
        assertThat(pool.pick(tried, true, null)).isNotSameAs(pool.candidate(0));
        assertThat(pool.pick()).isSameAs(pool.candidate(0));
    }

    @Test
    void eachOfSeveralIsProbedByARequestOfItsOwn() {
        Pool pool = Pool.of(4);
        pool.fail(pool.candidate(0), 5);
        pool.fail(pool.candidate(1), 5);
        pool.now += 30 * Pool.SECOND;
        assertThat(pool.pick()).isSameAs(pool.candidate(0));
        assertThat(pool.pick()).isSameAs(pool.candidate(1));
        assertThat(pool.shares(10)).containsExactly(0, 0, 5, 5);
    }

    @Test
    void whatALateProbeFindsCounts() {
        Pool pool = Pool.of(3);
        pool.fail(pool.candidate(0), 5);
        pool.now += 30 * Pool.SECOND;
        pool.pick();
        pool.now += 10 * Pool.SECOND;
        pool.fail(pool.candidate(0), 1);
        assertThat(pool.candidate(0).status(pool.now).remainingNanos()).isEqualTo(60 * Pool.SECOND);
        assertThat(pool.candidates.ejected()).isOne();
    }

    /** Its failures are forgotten: it takes five more to eject it. */
    @Test
    void whoIsBackBeginsAnew() {
        Pool pool = Pool.of(3);
        pool.fail(pool.candidate(0), 5);
        pool.now += 30 * Pool.SECOND;
        pool.pick();
        pool.succeed(pool.candidate(0));
        pool.fail(pool.candidate(0), 4);
        assertThat(pool.state(0)).isEqualTo(State.AVAILABLE);
        assertThat(pool.candidate(0).status(pool.now).reason()).isEmpty();
    }
}
