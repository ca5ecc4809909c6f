package io.mesher.proxy.filter;

import io.mesher.core.catalog.LookupResult;
import io.mesher.core.catalog.Microservice;
import io.mesher.core.config.HandlerChain;
import io.mesher.core.failure.InternalFailure;
import io.mesher.core.failure.ProxyFailure;
import io.mesher.core.route.RouteRule;
import io.mesher.core.route.ServiceRoutes;
import io.mesher.core.route.Subset;
import io.mesher.proxy.Destination;
import io.mesher.proxy.Filter;
import io.mesher.proxy.RequestContext;
import org.jspecify.annotations.Nullable;

/** Which instances get the request, by the service's route rules; without one those of its newest version. */
public final class Route extends Filter {
    public Route() {}

    @Override
    public @Nullable ProxyFailure onRequest(RequestContext exchange) {
        Destination destination = exchange.destination();
        ServiceRoutes routes = destination.routes();
        if (routes.rules().isEmpty() || !destination.governance().outgoing().has(HandlerChain.Handler.ROUTER)) {
            return null;
        }
        Subset subset = exchange.chosenSubset();
        if (subset == null) {
            RouteRule rule = routes.rule(exchange.facts());
            exchange.record().explanation().rule(rule, routes.rules());
            if (rule == null) {
                return null;
            }
            subset = destination.next(rule);
            exchange.chosenSubset(subset);
        }
        return route(exchange, subset);
    }

    private static @Nullable ProxyFailure route(RequestContext exchange, Subset subset) {
        String own = exchange.context().settings().self().app();
        Microservice service = exchange.service();
        String name = service.name();
        if (!subset.app().isEmpty() && !subset.app().equals(own)) {
            service = exchange.context().snapshot().meant(subset.app(), name);
            if (service == null || service.instances().isEmpty()) {
                LookupResult result = exchange.lookUp(subset.app(), name);
                if (result == null) {
                    return null;
                }
                service = exchange.context().snapshot().meant(subset.app(), name);
                if (service == null) {
                    return LookupFailure.of(result, name, new InternalFailure.NoInstance(name, subset.toString()));
                }
            }
        }
        exchange.route(subset, service);
        exchange.record().explanation().subset(subset, service);
        return null;
    }
}
