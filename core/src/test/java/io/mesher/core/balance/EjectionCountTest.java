package io.mesher.core.balance;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.config.EjectionPolicy;
import org.junit.jupiter.api.Test;

class EjectionCountTest {
    @Test
    void tellsHowManyArePassedOverAndWhy() {
        Pool pool = Pool.of(5);
        pool.fail(pool.candidate(0), 5);
        pool.candidates.health(pool.candidate(1), false, "status 500");
        assertThat(pool.candidates.ejected()).isEqualTo(1);
        assertThat(pool.candidates.unhealthy()).isEqualTo(1);
        pool.candidates.health(pool.candidate(1), true, "");
        pool.remove("i0");
        assertThat(pool.candidates.all()).hasSize(4);
        assertThat(pool.candidates.ejected()).isZero();
        assertThat(pool.candidates.unhealthy()).isZero();
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
        assertThat(pool.candidates.ejected()).isEqualTo(1);
        assertThat(pool.candidates.ejections()).isEqualTo(1);
        Pool off = Pool.of(3);
        off.ejection = new EjectionPolicy(
                false,
                off.ejection.consecutiveFailures(),
                off.ejection.duration(),
                off.ejection.longest(),
                off.ejection.maxPercent());
        off.fail(off.candidate(0), 9);
        assertThat(off.candidates.ejections()).isZero();
    }
}
