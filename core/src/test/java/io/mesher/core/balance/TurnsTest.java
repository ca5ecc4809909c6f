package io.mesher.core.balance;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.catalog.InstanceTraits;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code RoundRobin}: exact, whoever is left out. */
class TurnsTest {
    @Test
    void eachGetsItsTurn() {
        assertThat(Pool.of(7).shares(700)).containsOnly(100);
        Pool pool = Pool.of(3);
        for (int i = 0; i < 7; i++) {
            assertThat(pool.pick()).isSameAs(pool.candidate(i % 3));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -2, -1, 0, 4, Integer.MAX_VALUE})
    void turnsBeginAnywhere(int before) {
        Pool pool = Pool.of(5);
        Balancer balancer = new Balancer(pool.policy, before, pool.random, pool::epochSeconds);
        int[] shares = new int[5];
        for (int i = 0; i < 50; i++) {
            Candidate picked = balancer.pick(pool.list(), new Tried(), true, null, pool.now);
            for (int place = 0; place < 5; place++) {
                shares[place] += pool.candidate(place) == picked ? 1 : 0;
            }
        }
        assertThat(shares).containsOnly(10);
    }

    @Test
    void turnsStayEvenWhileSomeArePassedOver() {
        Pool pool = Pool.of(6);
        pool.fail(pool.candidate(1), 5);
        pool.fail(pool.candidate(2), 5);
        assertThat(pool.shares(400)).containsExactly(100, 0, 0, 100, 100, 100);
        pool.fail(pool.candidate(5), 5);
        assertThat(pool.shares(300)).containsExactly(100, 0, 0, 100, 100, 0);
    }

    /** Passed over and back every other request: nobody else gets less for that. */
    @Test
    void nobodyLosesTurnsWhenOneComesAndGoes() {
        Pool pool = Pool.of(4);
        int[] shares = new int[4];
        for (int i = 0; i < 400; i++) {
            pool.candidates.health(pool.candidate(1), i % 2 == 0, "x");
            int[] one = pool.shares(1);
            for (int place = 0; place < 4; place++) {
                shares[place] += one[place];
            }
        }
        assertThat(shares[0]).isCloseTo(shares[2], almost()).isCloseTo(shares[3], almost());
        assertThat(shares[0]).isGreaterThanOrEqualTo(100);
    }

    /** Each request that meets the first is repeated. Counted by place among those left, the repetition took the turn of two. */
    @Test
    void repetitionsStarveNobody() {
        Pool pool = Pool.of(3);
        int[] served = new int[3];
        Tried tried = new Tried();
        for (int i = 0; i < 300; i++) {
            tried.clear();
            Candidate picked = pool.pick(tried, true, null);
            if (picked == pool.candidate(0)) {
                tried.add(picked);
                picked = pool.pick(tried, true, null);
            }
            served[picked == pool.candidate(1) ? 1 : 2]++;
        }
        assertThat(served).containsExactly(0, 150, 150);
    }

    @Test
    void turnsGoOnWhenInstancesComeAndGo() {
        Pool pool = Pool.of(5);
        pool.shares(4);
        pool.remove("i3");
        pool.remove("i4");
        assertThat(pool.shares(300)).containsOnly(100);
        pool.add("i5", InstanceTraits.NONE);
        assertThat(pool.shares(400)).containsOnly(100);
    }

    @Test
    void youngOnesDoNotShiftTheTurnsOfOthers() {
        Pool pool = new Pool();
        pool.add("old0", InstanceTraits.NONE);
        pool.add("young", new InstanceTraits(Map.of(), "", "", pool.epochSeconds()));
        pool.add("old1", InstanceTraits.NONE);
        pool.add("old2", InstanceTraits.NONE);
        int[] shares = pool.shares(10_000);
        assertThat(shares[0]).isCloseTo(shares[2], almost()).isCloseTo(shares[3], almost());
    }

    /** The last cycle may be under way. */
    private static Offset<Integer> almost() {
        return Offset.offset(1);
    }
}
