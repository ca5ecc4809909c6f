package io.mesher.core.balance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What callers notice while instances fail: simulated with 100 requests per second. */
class PartialFailureTest {
    /** @return how many of so many requests met an instance before {@code failing}, which fail always */
    private static int failed(Pool pool, int failing, int requests) {
        int failed = 0;
        for (int i = 0; i < requests; i++) {
            pool.now += 10 * Pool.MILLI;
            Candidate picked = pool.pick();
            assertThat(picked).isNotNull();
            boolean bad = false;
            for (int place = 0; place < failing; place++) {
                bad |= picked == pool.candidate(place);
            }
            if (bad) {
                failed++;
                pool.fail(picked, 1);
            } else {
                pool.succeed(picked);
            }
            assertThat(pool.candidates.ejected()).isBetween(0, pool.list().size() / 2);
        }
        return failed;
    }

    /** Of 10,000 requests in 100 s: five until it is ejected, then probes after 30 s and 90 s. */
    @Test
    void oneOfThreeFails() {
        assertThat(failed(Pool.of(3), 1, 10_000)).isEqualTo(7);
    }

    @Test
    void halfOfFourFail() {
        assertThat(failed(Pool.of(4), 2, 10_000)).isEqualTo(14);
    }

    /** Two of the three are ejected, as half is the most; the third is one of the two that are left. */
    @Test
    void threeOfFourFail() {
        // Every other. Before, two times five for those that are ejected, and five of the third with them; behind, four
        // probes.
        assertThat(failed(Pool.of(4), 3, 10_000)).isBetween(5_000, 5_020);
    }

    @Test
    void allFail() {
        Pool pool = Pool.of(4);
        assertThat(failed(pool, 4, 100_000)).isEqualTo(100_000);
        assertThat(pool.candidates.ejected()).isEqualTo(2);
        assertThat(pool.candidates.all()).filteredOn(Candidate::isWell).hasSize(2);
    }

    /** An hour later, in which the times have grown to 5 min: no longer than that, and a probe. */
    @Test
    void afterwardsAllComeBack() {
        Pool pool = Pool.of(4);
        failed(pool, 4, 360_000);
        assertThat(failed(pool, 0, 30_100)).isZero();
        assertThat(pool.candidates.allWell()).isTrue();
        assertThat(pool.shares(400)).containsOnly(100);
    }

    /** Two failures, then a success: never five in a row. */
    @Test
    void whoFailsNowAndThenStays() {
        Pool pool = Pool.of(3);
        for (int i = 0; i < 3_000; i++) {
            Candidate picked = pool.pick();
            if (picked == pool.candidate(0) && i % 9 < 6) {
                pool.fail(picked, 1);
            } else {
                pool.succeed(picked);
            }
        }
        assertThat(pool.candidates.allWell()).isTrue();
    }
}
