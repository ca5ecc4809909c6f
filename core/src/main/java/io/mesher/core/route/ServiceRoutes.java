package io.mesher.core.route;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules of one service. Immutable.
 *
 * @param rules in the order in which they are tried: by precedence, of equal ones as they were written
 * @param options in the order in which they are tried, as they were written
 */
public record ServiceRoutes(List<RouteRule> rules, List<RouteOptions> options) {
    public static final ServiceRoutes NONE = new ServiceRoutes(List.of(), List.of());

    public ServiceRoutes {
        rules = List.copyOf(rules);
        options = List.copyOf(options);
    }

    /** The first rule that the request matches, or null. */
    public @Nullable RouteRule rule(RequestFacts request) {
        for (int i = 0; i < rules.size(); i++) {
            if (rules.get(i).match().matches(request)) {
                return rules.get(i);
            }
        }
        return null;
    }

    /** The first options that the request matches, or null. */
    public @Nullable RouteOptions options(RequestFacts request) {
        for (int i = 0; i < options.size(); i++) {
            if (options.get(i).match().matches(request)) {
                return options.get(i);
            }
        }
        return null;
    }
}
