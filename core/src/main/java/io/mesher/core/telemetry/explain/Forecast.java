package io.mesher.core.telemetry.explain;

import io.mesher.core.balance.Prospect;
import io.mesher.core.catalog.LeftOut;
import io.mesher.core.config.ServicePolicy;
import io.mesher.core.resilience.CircuitBreaker;
import io.mesher.core.route.RouteOptions;
import io.mesher.core.route.RouteRule;
import io.mesher.core.route.Subset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a request would go, without sending it.
 *
 * @param destination the service's name
 * @param rules in the order in which they are tried, up to the one that matches; empty: there are none, or the chain has no
 *     router
 * @param shares one where no rule matches
 * @param options the route that the request matches, or null
 * @param policy of the service, without what {@code options} says
 * @param guarded whether breaker and isolation are asked
 * @param underWay calls to it at present
 */
public record Forecast(
        String destination,
        List<Tried> rules,
        List<Share> shares,
        @Nullable RouteOptions options,
        ServicePolicy policy,
        boolean guarded,
        CircuitBreaker.State breaker,
        int underWay) {
    public Forecast {
        rules = List.copyOf(rules);
        shares = List.copyOf(shares);
    }

    /**
     * A rule that was asked.
     *
     * @param mismatch why it doesn't hold; empty: it does
     */
    public record Tried(RouteRule rule, String mismatch) {
        public boolean holds() {
            return mismatch.isEmpty();
        }
    }

    /**
     * Some of the requests.
     *
     * @param percent of them
     * @param known whether the service is known in the subset's application: else the first request asks the registry
     * @param prospects one per instance of the service, in the subset or not
     * @param leftOut of the service's instances, by the registry's word
     */
    public record Share(int percent, Subset subset, boolean known, List<Prospect> prospects, LeftOut leftOut) {
        public Share {
            prospects = List.copyOf(prospects);
        }

        /** Whether somebody may get the request. */
        public boolean hasAny() {
            return prospects.stream().anyMatch(Prospect::mayGetIt);
        }
    }
}
