package io.mesher.core.balance;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.catalog.InstanceTraits;
import io.mesher.core.config.BalancePolicy.Strategy;
import io.mesher.core.config.Zone;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Near before far, grown up before young, and the instance that a caller had before. */
class PreferenceTest {
    private static final Zone HERE = new Zone("north", "z1");

    private static InstanceTraits in(String region, String zone) {
        return new InstanceTraits(Map.of(), region, zone, 0);
    }

    private static InstanceTraits since(long epochSeconds) {
        return new InstanceTraits(Map.of(), "", "", epochSeconds);
    }

    // --- zones

    private static Pool zones() {
        Pool pool = new Pool();
        pool.add("near", in("north", "z1"));
        pool.add("region", in("north", "z2"));
        pool.add("far", in("south", "z1"));
        pool.add("unknown", in("", ""));
        return pool.zoneAware(HERE);
    }

    @Test
    void theOwnZoneGoesFirstThenTheRegion() {
        Pool pool = zones();
        assertThat(pool.shares(100)).containsExactly(100, 0, 0, 0);
        pool.remove("near");
        assertThat(pool.shares(100)).containsExactly(100, 0, 0);
        pool.remove("region");
        assertThat(pool.shares(100)).containsExactly(50, 50);
    }

    @Test
    void whoIsPassedOverIsNotNear() {
        Pool pool = zones();
        pool.fail(pool.candidate(0), 5);
        assertThat(pool.shares(100)).containsExactly(0, 100, 0, 0);
    }

    @Test
    void withoutAZoneOfOurOwnAllAreTheSame() {
        assertThat(zones().zoneAware(Zone.UNKNOWN).shares(100)).containsOnly(25);
    }

    /** One near instance of ten: requests stay under way for ever, 200 in all. */
    @Test
    void nearInstancesAreNotOverrun() {
        Pool pool = new Pool().zoneAware(HERE);
        pool.add("near", in("north", "z1"));
        for (int i = 0; i < 9; i++) {
            pool.add("far" + i, in("south", "z1"));
        }
        for (int i = 1; i <= 200; i++) {
            pool.pick().began();
            double mean = i / 10.0;
            assertThat(pool.candidate(0).inFlight())
                    .as("at " + i)
                    .isLessThanOrEqualTo((int) (Balancer.NEAR_LOAD * (mean + 1)) + 1);
        }
        assertThat(pool.candidate(0).inFlight()).as("still preferred").isGreaterThan(25);
    }

    // --- slow start

    @Test
    void aYoungInstancesShareGrowsInALine() {
        Pool pool = new Pool().slowStart(Duration.ofSeconds(100));
        pool.now = 0;
        for (int i = 0; i < 9; i++) {
            pool.add("old" + i, since(Pool.EPOCH - 1_000));
        }
        pool.add("young", since(Pool.EPOCH));
        pool.list();
        for (int age = 0; age < 100; age += 20) {
            pool.now = age * Pool.SECOND;
            // Of 100,000 a tenth is offered to it; the deviation of what it takes is at most 50.
            double expected = 10_000 * (0.1 + 0.9 * age / 100);
            assertThat((double) pool.shares(100_000)[9])
                    .as("at " + age + " s")
                    .isBetween(expected - 250, expected + 250);
        }
        pool.now = 100 * Pool.SECOND;
        assertThat(pool.shares(1_000)).containsOnly(100);
    }

    @Test
    void allYoungOnesShareEvenly() {
        Pool pool = new Pool();
        pool.now = 0;
        pool.add("a", since(Pool.EPOCH));
        pool.add("b", since(Pool.EPOCH - 1));
        assertThat(pool.shares(10_000)[0]).isBetween(4_500, 5_500);
    }

    @Test
    void aClockThatIsAheadMakesYoungADayAheadMakesUnknown() {
        Pool pool = new Pool();
        pool.now = 0;
        pool.add("old", since(Pool.EPOCH - 1_000));
        pool.add("ahead", since(Pool.EPOCH + 20));
        assertThat(pool.shares(1_000)[1]).isLessThan(120);
        Pool wrong = new Pool();
        wrong.now = 0;
        wrong.add("old", since(Pool.EPOCH - 1_000));
        wrong.add("wrong", since(Pool.EPOCH + 90_000));
        assertThat(wrong.shares(1_000)).containsOnly(500);
    }

    // --- sessions

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
}
