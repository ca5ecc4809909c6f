package io.mesher.core.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubsetTurnsTest {
    private static RouteRule rule(int... weights) {
        List<WeightedSubset> routes = new ArrayList<>();
        for (int i = 0; i < weights.length; i++) {
            routes.add(new WeightedSubset(weights[i], new Subset(i + ".0", "", Map.of())));
        }
        return new RouteRule(0, RequestMatch.ANY, routes, "here");
    }

    private static String next(SubsetTurns turns, int count) {
        StringBuilder versions = new StringBuilder();
        for (int i = 0; i < count; i++) {
            versions.append(turns.next().version().charAt(0));
        }
        return versions.toString();
    }

    @Test
    void sharesAreSpreadEvenly() {
        assertThat(next(new SubsetTurns(rule(60, 20, 20), 0), 10)).isEqualTo("0102001020");
    }

    @Test
    void theFirstTurnDependsOnTheNumberGiven() {
        RouteRule rule = rule(70, 30);
        String cycle = next(new SubsetTurns(rule, 0), 10);
        for (int first : new int[] {1, 7, 10, 13, -1, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            int at = Math.floorMod(first, 10);
            assertThat(next(new SubsetTurns(rule, first), 10)).isEqualTo(cycle.substring(at) + cycle.substring(0, at));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 50, 99, -7, Integer.MIN_VALUE})
    void everyCycleHasExactlyTheShares(int first) {
        int[] weights = {1, 0, 33, 66};
        SubsetTurns turns = new SubsetTurns(rule(weights), first);
        for (int cycle = 0; cycle < 50; cycle++) {
            Map<String, Integer> counts = new HashMap<>();
            for (int i = 0; i < 100; i++) {
                counts.merge(turns.next().version(), 1, Integer::sum);
            }
            assertThat(counts).isEqualTo(Map.of("0.0", 1, "2.0", 33, "3.0", 66));
        }
    }

    @Test
    void atNoTimeIsAShareOffByMoreThanATurn() {
        int[] weights = {5, 15, 80};
        SubsetTurns turns = new SubsetTurns(rule(weights), 0);
        int[] counts = new int[3];
        for (int i = 1; i <= 10_000; i++) {
            counts[turns.next().version().charAt(0) - '0']++;
            for (int s = 0; s < 3; s++) {
                assertThat(counts[s] - weights[s] * i / 100.0).isBetween(-1.5, 1.5);
            }
        }
    }

    @Test
    void oneSubsetGetsAll() {
        assertThat(next(new SubsetTurns(rule(100), 12345), 5)).isEqualTo("00000");
    }
}
