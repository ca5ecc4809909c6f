package io.mesher.core.route;

import java.util.List;

/**
 * Which subset of a rule is next, so that the shares are kept over every few requests: nginx's smooth weighted round robin.
 * Of one event loop and one rule.
 */
public final class SubsetTurns {
    private final RouteRule rule;
    private final int[] weights;
    private final int[] credits;
    private int sum;

    /** @param first any number: where to begin, so that event loops don't all begin with the same subset */
    public SubsetTurns(RouteRule rule, int first) {
        this.rule = rule;
        List<WeightedSubset> routes = rule.routes();
        this.weights = new int[routes.size()];
        this.credits = new int[routes.size()];
        int divisor = 0;
        for (int i = 0; i < weights.length; i++) {
            weights[i] = routes.get(i).weight();
            sum += weights[i];
            divisor = gcd(divisor, weights[i]);
        }
        int turns = divisor == 0 ? 0 : Math.floorMod(first, sum / divisor);
        for (int i = 0; i < turns; i++) {
            turn();
        }
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    public Subset next() {
        return rule.routes().get(turn()).subset();
    }

    private int turn() {
        int best = 0;
        for (int i = 0; i < weights.length; i++) {
            credits[i] += weights[i];
            if (credits[i] > credits[best]) {
                best = i;
            }
        }
        credits[best] -= sum;
        return best;
    }
}
