package io.mesher.proxy.filter;

import io.mesher.core.failure.ProxyFailure;
import io.mesher.core.route.RouteOptions;
import io.mesher.core.route.ServiceRoutes;
import io.mesher.proxy.Filter;
import io.mesher.proxy.RequestContext;
import org.jspecify.annotations.Nullable;

/** Time-outs, retries and changed fields of a route ({@code mesher.routes}). */
public final class RouteTreatment extends Filter {
    public RouteTreatment() {}

    @Override
    public @Nullable ProxyFailure onRequest(RequestContext exchange) {
        ServiceRoutes routes = exchange.destination().routes();
        if (!routes.options().isEmpty()) {
            RouteOptions options = routes.options(exchange.facts());
            if (options != null) {
                exchange.treat(options);
                exchange.record().explanation().options(options);
            }
        }
        return null;
    }
}
