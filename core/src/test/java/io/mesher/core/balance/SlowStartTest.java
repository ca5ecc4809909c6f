package io.mesher.core.balance;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.catalog.Endpoint;
import io.mesher.core.catalog.Instance;
import io.mesher.core.catalog.InstanceTraits;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An instance that has just registered gets less than its share. */
class SlowStartTest {
    private static InstanceTraits since(long epochSeconds) {
        return new InstanceTraits(Map.of(), "", "", epochSeconds);
    }

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
            // The part of what each of the nine others gets; the deviation of what it takes is at most 50.
            double part = 0.1 + 0.9 * age / 100;
            double expected = 100_000 * part / (9 + part);
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

    @Test
    void anUnknownTimeIsNotYoung() {
        Pool pool = new Pool();
        pool.now = 0;
        pool.add("old", since(Pool.EPOCH - 1_000));
        for (long odd : new long[] {0, -1, Long.MIN_VALUE, Long.MAX_VALUE}) {
            pool.add("odd" + odd, since(odd));
        }
        assertThat(pool.shares(500)).containsOnly(100);
        assertThat(pool.list().isPlain(pool.now)).isTrue();
    }

    @Test
    void withoutSlowStartAllAreTheSame() {
        Pool pool = new Pool().slowStart(Duration.ZERO);
        pool.now = 0;
        pool.add("old", since(Pool.EPOCH - 1_000));
        pool.add("young", since(Pool.EPOCH));
        assertThat(pool.shares(100)).containsOnly(50);
    }

    /** In a restart of all nine of ten are young: the tenth isn't left with all. By weight it gets 1 of 1 + 9 x 0.1. */
    @Test
    void oneGrownUpAmongManyYoungIsNotOverrun() {
        Pool pool = new Pool().slowStart(Duration.ofSeconds(100));
        pool.now = 0;
        pool.add("old", since(Pool.EPOCH - 1_000));
        for (int i = 0; i < 9; i++) {
            pool.add("young" + i, since(Pool.EPOCH));
        }
        // 52.6 %; the deviation of 100,000 draws is 0.16 %.
        assertThat(pool.shares(100_000)[0]).isBetween(51_500, 53_500);
    }

    @Test
    void loopTimeMayWrap() {
        Pool pool = new Pool().slowStart(Duration.ofSeconds(100));
        pool.now = Long.MAX_VALUE - 50 * Pool.SECOND;
        CandidateList list = new CandidateList(
                pool.candidates,
                List.of(new Instance("a", "", new Endpoint("h", 1), since(Pool.EPOCH))),
                pool.policy,
                pool.zone,
                pool.now,
                Pool.EPOCH);
        assertThat(list.hasYoung(pool.now)).isTrue();
        assertThat(list.youthLeft(0, pool.now + 60 * Pool.SECOND)).isEqualTo(40 * Pool.SECOND);
        assertThat(list.hasYoung(pool.now + 100 * Pool.SECOND)).isFalse();
        assertThat(list.youthLeft(0, pool.now + 100 * Pool.SECOND)).isZero();
    }

    /** The list is made anew with each change of the service; the clock may be ahead for hours. */
    @Test
    void aClockThatIsAheadIsYoungOnce() {
        Pool pool = new Pool();
        pool.now = 0;
        pool.add("old", since(Pool.EPOCH - 1_000));
        pool.add("ahead", since(Pool.EPOCH + 10_000));
        assertThat(pool.list().hasYoung(pool.now)).isTrue();
        pool.now = 20 * Pool.SECOND;
        pool.add("another", since(Pool.EPOCH - 1_000));
        assertThat(pool.list().youthLeft(1, pool.now)).isEqualTo(10 * Pool.SECOND);
        pool.now = 31 * Pool.SECOND;
        pool.remove("another");
        assertThat(pool.list().hasYoung(pool.now)).isFalse();
        Instance again = new Instance("ahead", "", new Endpoint("h", 2), since(Pool.EPOCH + 10_100));
        CandidateList list = new CandidateList(
                pool.candidates, List.of(again), pool.policy, pool.zone, pool.now, pool.epochSeconds());
        assertThat(list.youthLeft(0, pool.now)).as("registered anew").isEqualTo(30 * Pool.SECOND);
    }
}
