package io.mesher.core.route;

import java.util.List;

/**
 * Sends requests of some kind to subsets of a service.
 *
 * @param precedence greater ones are tried first
 * @param routes weights add up to 100: what the written ones leave goes to {@link Subset#LATEST}. Never empty
 * @param place where it was written
 * @param refer the name of the match policy that is a part of {@code match}; empty: none is
 */
public record RouteRule(int precedence, RequestMatch match, List<WeightedSubset> routes, String place, String refer) {
    public RouteRule {
        routes = List.copyOf(routes);
    }

    /** One that refers to no match policy. */
    public RouteRule(int precedence, RequestMatch match, List<WeightedSubset> routes, String place) {
        this(precedence, match, routes, place, "");
    }
}
