package io.mesher.control.admin;

import io.mesher.control.admin.Route.Access;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All paths of the admin API, with {@code /}, which lists the others. */
final class Routes {
    private final List<Route> routes;
    private final boolean loopbackOnly;
    private final String listing;

    /** @param loopbackOnly whether only this machine can reach the API */
    Routes(List<Route> endpoints, boolean loopbackOnly) {
        this.loopbackOnly = loopbackOnly;
        this.listing = listing(endpoints);
        this.routes = new ArrayList<>(endpoints);
        this.routes.add(new Route("/", Access.LOOPBACK, new IndexResource(listing)));
    }

    /** Null when nothing is there. */
    @Nullable Route find(String path) {
        for (Route route : routes) {
            if (route.matches(path)) {
                return route;
            }
        }
        return null;
    }

    boolean isServed(Route route) {
        return loopbackOnly || route.access() == Access.EVERYWHERE;
    }

    /** One line per endpoint. */
    String listing() {
        return listing;
    }

    private static String listing(List<Route> endpoints) {
        StringBuilder lines = new StringBuilder();
        for (Route endpoint : endpoints) {
            lines.append("GET ").append(endpoint.pattern()).append('\n');
        }
        return lines.toString();
    }
}
