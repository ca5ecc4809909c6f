package io.mesher.core.telemetry.explain;

import io.mesher.core.balance.Candidates;
import io.mesher.core.balance.Prospect;
import io.mesher.core.balance.Prospects;
import io.mesher.core.catalog.CatalogSnapshot;
import io.mesher.core.catalog.LeftOut;
import io.mesher.core.catalog.Microservice;
import io.mesher.core.config.GovernanceConfig;
import io.mesher.core.config.HandlerChain.Handler;
import io.mesher.core.config.ServicePolicy;
import io.mesher.core.resilience.CircuitBreaker;
import io.mesher.core.resilience.ServiceState;
import io.mesher.core.resilience.ServiceStates;
import io.mesher.core.route.Mismatch;
import io.mesher.core.route.RequestFacts;
import io.mesher.core.route.RequestMatch;
import io.mesher.core.route.RouteRule;
import io.mesher.core.route.ServiceRoutes;
import io.mesher.core.route.Subset;
import io.mesher.core.route.WeightedSubset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says where requests would go at one moment. Only looks: no turn moves, no probe is taken, no breaker hears of it.
 *
 * @param now as the loops' clocks have it
 * @param epochSeconds the same moment
 */
public record Forecasts(
        CatalogSnapshot catalog, GovernanceConfig governance, ServiceStates states, long now, long epochSeconds) {
    /**
     * What would become of a request.
     *
     * @param service of our own application, as the snapshot has it
     * @param repeatable whether the request does no harm when it is sent twice
     */
    public Forecast of(RequestFacts request, Microservice service, boolean repeatable) {
        String name = service.name();
        ServiceRoutes routes = governance.routes().of(name);
        ServicePolicy policy = governance.consumer().of(name);
        List<Forecast.Tried> tried = governance.outgoing().has(Handler.ROUTER) ? tried(routes, request) : List.of();
        RouteRule rule =
                !tried.isEmpty() && tried.getLast().holds() ? tried.getLast().rule() : null;
        ServiceState state = states.find(name);
        return new Forecast(
                name,
                tried,
                shares(rule, service, policy, repeatable),
                routes.options(request),
                policy,
                governance.outgoing().has(Handler.BREAKER_CONSUMER),
                state == null ? CircuitBreaker.State.CLOSED : state.breaker().state(policy.breaker()),
                state == null ? 0 : state.isolation().underWay());
    }

    private static List<Forecast.Tried> tried(ServiceRoutes routes, RequestFacts request) {
        List<Forecast.Tried> tried = new ArrayList<>();
        for (RouteRule rule : routes.rules()) {
            RequestMatch mismatch = Mismatch.of(rule.match(), request);
            tried.add(new Forecast.Tried(rule, mismatch == null ? "" : mismatch.toString()));
            if (mismatch == null) {
                break;
            }
        }
        return tried;
    }

    private List<Forecast.Share> shares(
            @Nullable RouteRule rule, Microservice service, ServicePolicy policy, boolean repeatable) {
        List<WeightedSubset> routes = rule == null ? List.of(new WeightedSubset(100, Subset.LATEST)) : rule.routes();
        List<Forecast.Share> shares = new ArrayList<>();
        for (WeightedSubset route : routes) {
            if (route.weight() > 0) {
                shares.add(share(route, service, policy, repeatable));
            }
        }
        return shares;
    }

    private Forecast.Share share(WeightedSubset route, Microservice own, ServicePolicy policy, boolean repeatable) {
        Subset subset = route.subset();
        Microservice of = catalog.meant(subset.app(), own.name());
        if (of == null) {
            return new Forecast.Share(route.weight(), subset, false, List.of(), LeftOut.NONE);
        }
        List<Prospect> prospects = Prospects.of(
                of, subset, candidates(of), policy.balance(), governance.zone(), repeatable, now, epochSeconds);
        return new Forecast.Share(route.weight(), subset, true, prospects, of.leftOut());
    }

    /** Under the name that the request path has them by. */
    private Candidates candidates(Microservice of) {
        ServiceState state = states.find(of.app().isEmpty() ? of.name() : of.app() + "/" + of.name());
        return state == null ? new Candidates() : state.candidates();
    }
}
