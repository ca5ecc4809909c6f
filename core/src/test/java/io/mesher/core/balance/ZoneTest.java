package io.mesher.core.balance;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.catalog.InstanceTraits;
import io.mesher.core.config.Zone;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** Near before far, as long as the near ones aren't overrun. */
class ZoneTest {
    private static final Zone HERE = new Zone("north", "z1");

    private static InstanceTraits in(String region, String zone) {
        return new InstanceTraits(Map.of(), region, zone, 0);
    }

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
                    .isLessThanOrEqualTo((int) (NearFirst.NEAR_LOAD * (mean + 1)) + 1);
        }
        assertThat(pool.candidate(0).inFlight()).as("still preferred").isGreaterThan(25);
    }

    /** The zone's name alone says nothing: another region's may be the same. */
    @Test
    void aZoneIsOneOfItsRegion() {
        Pool pool = new Pool().zoneAware(HERE);
        pool.add("far", in("south", "z1"));
        pool.add("region", in("north", "z3"));
        assertThat(pool.shares(10)).containsExactly(0, 10);
    }

    @Test
    void whereNobodyIsNearAllAreTheSame() {
        Pool pool = new Pool().zoneAware(HERE);
        pool.add("a", in("south", "z1"));
        pool.add("b", in("west", "z1"));
        assertThat(pool.shares(10)).containsOnly(5);
    }

    @Test
    void theRegionTakesWhatTheZoneCannot() {
        Pool pool = zones();
        for (int i = 0; i < 4; i++) {
            pool.candidate(0).began();
        }
        assertThat(pool.shares(10)).as("4 is twice a mean of 1 and 1").containsExactly(10, 0, 0, 0);
        for (int i = 0; i < 4; i++) {
            pool.candidate(0).began();
        }
        assertThat(pool.shares(10)).as("8 is more than twice 2 and 1").containsExactly(5, 5, 0, 0);
    }

    /**
     * Two near of ten; so many requests are always under way, each ends when as many others have begun.
     *
     * @return what part of 20,000 the near ones got
     */
    private static double nearPart(int underWay) {
        Pool pool = new Pool().zoneAware(HERE);
        for (int i = 0; i < 10; i++) {
            pool.add("i" + i, i < 2 ? in("north", "z1") : in("south", "z1"));
        }
        Queue<Candidate> begun = new ArrayDeque<>();
        int near = 0;
        for (int i = 0; i < 20_000; i++) {
            if (begun.size() == underWay) {
                begun.remove().ended();
            }
            Candidate picked = pool.pick();
            picked.began();
            begun.add(picked);
            near += picked == pool.candidate(0) || picked == pool.candidate(1) ? 1 : 0;
        }
        return near / 20_000.0;
    }

    @Test
    void allStayNearAtLowLoadAndABoundedMultipleAtHighLoad() {
        assertThat(nearPart(2)).isEqualTo(1);
        // Twice the mean and a request: 2 x (2 x 10 + 2) of 100, where an even share is 20.
        assertThat(nearPart(100)).isBetween(0.35, 0.46);
        // The request more hardly counts any longer: twice the even share of 0.2, one in flight more or less.
        assertThat(nearPart(1_000)).isBetween(0.35, 0.42);
    }
}
