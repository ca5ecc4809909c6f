package io.mesher.core.balance;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.catalog.InstanceTraits;
import io.mesher.core.config.BalancePolicy.Strategy;
import org.junit.jupiter.api.Test;

/** The instance that a caller had before. */
class StickySessionTest {
    private static Pool sticky() {
        return Pool.of(4).strategy(Strategy.SESSION_STICKINESS);
    }

    private static String cookie(Pool pool, int place) {
        return StickySession.valueFor(pool.candidate(place), pool.epochSeconds());
    }

    private static Candidate with(Pool pool, String cookie) {
        return pool.pick(new Tried(), true, cookie);
    }

    @Test
    void aCallerKeepsItsInstance() {
        Pool pool = sticky();
        for (int place = 0; place < 4; place++) {
            String cookie = cookie(pool, place);
            for (int i = 0; i < 10; i++) {
                assertThat(with(pool, cookie)).isSameAs(pool.candidate(place));
            }
        }
    }

    @Test
    void whoLosesItsInstanceGetsAnotherAndTheOthersKeepTheirs() {
        Pool pool = sticky();
        String lost = cookie(pool, 1);
        String kept = cookie(pool, 2);
        Candidate third = pool.candidate(2);
        pool.remove("i1");
        assertThat(with(pool, lost)).isNotNull();
        assertThat(with(pool, kept)).isSameAs(third);
    }

    @Test
    void aSessionEndsAfterItsTimeAndAfterFailures() {
        Pool pool = sticky();
        String cookie = cookie(pool, 3);
        pool.now += 30 * Pool.SECOND;
        assertThat(with(pool, cookie)).isSameAs(pool.candidate(3));
        pool.now += 2 * Pool.SECOND;
        assertThat(with(pool, cookie)).isSameAs(pool.candidate(0));
        String fresh = cookie(pool, 3);
        pool.fail(pool.candidate(3), 4);
        assertThat(with(pool, fresh)).isSameAs(pool.candidate(3));
        pool.fail(pool.candidate(3), 1);
        assertThat(with(pool, fresh)).isNotSameAs(pool.candidate(3));
    }

    @Test
    void anInstanceThatWasTriedIsNotTriedAgain() {
        Pool pool = sticky();
        Tried tried = new Tried();
        tried.add(pool.candidate(3));
        assertThat(pool.pick(tried, true, cookie(pool, 3))).isNotSameAs(pool.candidate(3));
    }

    @Test
    void valuesOfOthersMeanNothing() {
        Pool pool = sticky();
        for (String value : new String[] {
            "", ".", "i1", "i1.", ".1", "i1.!", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=", "i1.zzzzzzzzzzzzzzzzzzz"
        }) {
            assertThat(with(pool, value)).as(value).isNotNull();
        }
        assertThat(pool.shares(40)).as("turns went on").containsOnly(10);
    }

    @Test
    void aSessionOfWhoIsPassedOverGoesOnElsewhereAndComesBack() {
        Pool pool = sticky();
        String cookie = cookie(pool, 3);
        pool.candidates.health(pool.candidate(3), false, "x");
        assertThat(with(pool, cookie)).isNotSameAs(pool.candidate(3));
        pool.candidates.health(pool.candidate(3), true, "");
        assertThat(with(pool, cookie)).isSameAs(pool.candidate(3));
    }

    @Test
    void theValueNamesTheInstanceAndTheSecondOfItsLastUse() {
        Pool pool = sticky();
        String value = StickySession.valueFor(pool.candidate(1), Pool.EPOCH);
        assertThat(value).isEqualTo("i1." + Long.toString(Pool.EPOCH, 36));
        assertThat(StickySession.usedAt(value)).isEqualTo(Pool.EPOCH);
        assertThat(StickySession.names(value, pool.candidate(1))).isTrue();
        assertThat(StickySession.names(value, pool.candidate(0))).isFalse();
    }

    /** A name that begins with another's is not the other's. */
    @Test
    void namesAreComparedAsAWhole() {
        Pool pool = new Pool().strategy(Strategy.SESSION_STICKINESS);
        pool.add("i", InstanceTraits.NONE);
        pool.add("i1", InstanceTraits.NONE);
        assertThat(with(pool, cookie(pool, 1))).isSameAs(pool.candidate(1));
        assertThat(with(pool, cookie(pool, 0))).isSameAs(pool.candidate(0));
    }

    @Test
    void addressesAreNotShown() {
        Pool pool = new Pool().strategy(Strategy.SESSION_STICKINESS);
        pool.add("10.0.0.1:8080", InstanceTraits.NONE);
        pool.add("10.0.0.2:8080", InstanceTraits.NONE);
        pool.add("x".repeat(65), InstanceTraits.NONE);
        for (int place = 0; place < 3; place++) {
            String cookie = cookie(pool, place);
            assertThat(cookie).matches("h[0-9a-f]{1,8}\\.[0-9a-z]+");
            assertThat(with(pool, cookie)).isSameAs(pool.candidate(place));
        }
    }
}
