package io.mesher.core.route;

/** Which subset of a rule is next, so that the shares are kept over every few requests. Of one event loop and one rule. */
public final class SubsetTurns {
    private final RouteRule rule;

    /** @param first any number: where to begin, so that event loops don't all begin with the same subset */
    public SubsetTurns(RouteRule rule, int first) {
        this.rule = rule;
    }

    public RouteRule rule() {
        return rule;
    }

    public Subset next() {
        return rule.routes().getFirst().subset();
    }
}
