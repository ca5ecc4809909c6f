package io.mesher.core.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubsetTurnsTest {
    private static RouteRule rule(int... weights) {
        List<WeightedSubset> routes = IntStream.range(0, weights.length)
                .mapToObj(i -> new WeightedSubset(weights[i], new Subset(i + ".0", "", Map.of())))
                .toList();
        return new RouteRule(1, RequestMatch.ANY, routes, "here");
    }

    private static int[] shares(SubsetTurns turns, int requests, int subsets) {
        int[] shares = new int[subsets];
        for (int i = 0; i < requests; i++) {
            shares[turns.next().version().charAt(0) - '0']++;
        }
        return shares;
    }

    /** Wherever it begins, and in every hundred. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 99, 100, -1, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void keepsTheSharesExactly(int first) {
        SubsetTurns turns = new SubsetTurns(rule(1, 29, 70), first);
        for (int cycle = 0; cycle < 5; cycle++) {
            assertThat(shares(turns, 100, 3)).containsExactly(1, 29, 70);
        }
    }

    @Test
    void spreadsTheTurnsOfTheSmallerShare() {
        SubsetTurns turns = new SubsetTurns(rule(10, 90), 0);
        for (int i = 0; i < 10; i++) {
            assertThat(shares(turns, 10, 2)).containsExactly(1, 9);
        }
    }

    @Test
    void nobodyWithoutAShareGetsATurn() {
        assertThat(shares(new SubsetTurns(rule(0, 100), 3), 1000, 2)).containsExactly(0, 1000);
    }

    @Test
    void eventLoopsBeginAtDifferentPlaces() {
        List<String> beginnings = new ArrayList<>();
        for (int first = 0; first < 100; first++) {
            beginnings.add(new SubsetTurns(rule(50, 50), first).next().version());
        }
        assertThat(beginnings).filteredOn("0.0"::equals).hasSize(50);
    }
}
