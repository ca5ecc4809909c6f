package io.mesher.core.route;

import java.util.List;

/**
 * Which subset of a rule is next: smooth weighted round robin, as nginx does it, so that the shares hold over every hundred
 * requests and the turns of one subset are spread among them. Of one event loop and one rule.
 */
public final class SubsetTurns {
    private static final int CYCLE = 100;

    private final List<WeightedSubset> routes;
    private final int[] credits;

    /** @param first any number: where in the cycle to begin, so that event loops don't all begin with the same subset */
    public SubsetTurns(RouteRule rule, int first) {
        this.routes = rule.routes();
        this.credits = new int[routes.size()];
        if (routes.size() > 1) {
            for (int i = Math.floorMod(first, CYCLE); i > 0; i--) {
                next();
            }
        }
    }

    public Subset next() {
        int best = 0;
        for (int i = 0; i < credits.length; i++) {
            credits[i] += routes.get(i).weight();
            if (credits[i] > credits[best]) {
                best = i;
            }
        }
        credits[best] -= CYCLE;
        return routes.get(best).subset();
    }
}
