package io.mesher.core.balance;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.catalog.InstanceTraits;
import io.mesher.core.config.EjectionPolicy;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CandidateCountsTest {
    private static CandidateCounts counts(Pool pool) {
        return pool.candidates.counts(pool.policy.slowStart(), pool.now, pool.epochSeconds());
    }

    @Test
    void tellsWhoIsPassedOverAndWhy() {
        Pool pool = Pool.of(5);
        assertThat(counts(pool)).as("before the first request").isEqualTo(new CandidateCounts(0, 0, 0, 0));
        pool.fail(pool.candidate(0), 5);
        pool.candidates.health(pool.candidate(1), false, "status 500");
        assertThat(counts(pool)).isEqualTo(new CandidateCounts(5, 1, 1, 0));
        pool.candidates.health(pool.candidate(1), true, "");
        pool.remove("i0");
        assertThat(counts(pool)).isEqualTo(new CandidateCounts(4, 0, 0, 0));
    }

    @Test
    void countsTheYoungWhereTheyAreSpared() {
        Pool pool = new Pool().slowStart(Duration.ofSeconds(100));
        pool.now = 0;
        pool.add("old", new InstanceTraits(Map.of(), "", "", Pool.EPOCH - 1_000));
        pool.add("young", new InstanceTraits(Map.of(), "", "", Pool.EPOCH - 10));
        pool.list();
        assertThat(counts(pool)).isEqualTo(new CandidateCounts(2, 0, 0, 1));
        pool.slowStart(Duration.ZERO);
        assertThat(counts(pool).young()).isZero();
        pool.slowStart(Duration.ofSeconds(100));
        pool.now = 90 * Pool.SECOND;
        assertThat(counts(pool).young()).isZero();
    }

    @Test
    void countsEachEjection() {
        Pool pool = Pool.of(3);
        pool.fail(pool.candidate(0), 4);
        assertThat(pool.candidates.ejections()).isZero();
        pool.fail(pool.candidate(0), 3);
        assertThat(pool.candidates.ejections()).isEqualTo(1);
        pool.now += 30 * Pool.SECOND;
        assertThat(pool.pick()).isSameAs(pool.candidate(0));
        pool.fail(pool.candidate(0), 1);
        assertThat(pool.candidates.ejections()).as("the probe failed").isEqualTo(2);
        pool.now += 60 * Pool.SECOND;
        assertThat(pool.pick()).isSameAs(pool.candidate(0));
        pool.succeed(pool.candidate(0));
        assertThat(pool.candidates.ejections()).isEqualTo(2);
    }

    @Test
    void whoMayNotBeEjectedDoesNotCount() {
        Pool pool = Pool.of(3);
        pool.fail(pool.candidate(0), 5);
        pool.fail(pool.candidate(1), 5);
        assertThat(counts(pool).ejected()).isEqualTo(1);
        assertThat(pool.candidates.ejections()).isEqualTo(1);
        Pool off = Pool.of(3);
        off.ejection = new EjectionPolicy(
                false,
                off.ejection.consecutiveFailures(),
                off.ejection.duration(),
                off.ejection.longest(),
                off.ejection.mostPercent());
        off.fail(off.candidate(0), 9);
        assertThat(off.candidates.ejections()).isZero();
    }
}
