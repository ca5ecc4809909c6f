package io.mesher.core.balance;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.catalog.InstanceTraits;
import io.mesher.core.config.BalancePolicy.Strategy;
import io.mesher.core.config.Zone;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Near ones are too few for their callers when each has more than {@link NearFirst#NEAR_LOAD} x (mean + 1) requests under way,
 * over all that are well: then the next tier is asked, too.
 */
class NearLoadTest {
    private static Pool pool(Strategy strategy, int near, int all) {
        Pool pool = new Pool().strategy(strategy).zoneAware(new Zone("north", "z1"));
        for (int i = 0; i < all; i++) {
            pool.add("i" + i, new InstanceTraits(Map.of(), i < near ? "north" : "south", "z1", 0));
        }
        return pool;
    }

    /** So many requests are under way at any time, each of them as long as the others. Returns the share of the near ones. */
    private static double nearShare(Pool pool, int near, int concurrency, double max) {
        Queue<Candidate> underWay = new ArrayDeque<>();
        int picks = 5_000;
        int got = 0;
        for (int i = 0; i < picks; i++) {
            Candidate picked = pool.pick();
            picked.began();
            underWay.add(picked);
            for (int place = 0; place < near; place++) {
                got += picked == pool.candidate(place) ? 1 : 0;
            }
            double load = 0;
            for (int place = 0; place < near; place++) {
                load += pool.candidate(place).inFlight();
            }
            assertThat(load / near).as("load of a near one at " + i).isLessThanOrEqualTo(max);
            if (underWay.size() > concurrency) {
                underWay.remove().ended();
            }
        }
        return (double) got / picks;
    }

    /** Up to 2 requests each the bound isn't reached, whatever the others do: all stay near. */
    @ParameterizedTest
    @CsvSource({"ROUND_ROBIN,1,10,1", "ROUND_ROBIN,5,10,9", "LEAST_REQUEST,2,100,3", "RANDOM,3,6,5", "PEAK_EWMA,2,4,3"})
    void atLowLoadAllStayNear(Strategy strategy, int near, int all, int concurrency) {
        assertThat(nearShare(pool(strategy, near, all), near, concurrency, 2.0 * concurrency))
                .isEqualTo(1);
    }

    /**
     * The mean is at most (concurrency + 1) / all. A tier at the bound may take one request more, and when the next tier is asked,
     * too, near ones are among those asked: by turns, or fewest requests, for no more than their part, which the bound allows.
     */
    @ParameterizedTest
    @CsvSource({"ROUND_ROBIN,1,10,200", "ROUND_ROBIN,3,30,600", "LEAST_REQUEST,1,10,200", "LEAST_REQUEST,2,20,1000"})
    void atHighLoadNoTierTakesMoreThanItsBound(Strategy strategy, int near, int all, int concurrency) {
        double mean = (concurrency + 1.0) / all;
        double max = NearFirst.NEAR_LOAD * (mean + 1) + 2;
        double share = nearShare(pool(strategy, near, all), near, concurrency, max);
        // All of what the bound allows goes near: twice their part, and the two requests that are allowed at no load.
        assertThat(share).isBetween(1.6 * near / all, 2.4 * near / all);
    }
}
