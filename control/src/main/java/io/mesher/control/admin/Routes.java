package io.mesher.control.admin;

import io.mesher.control.admin.Route.Access;
import io.mesher.control.admin.Route.Methods;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All paths of the admin API, with {@code /}, which lists the others. */
final class Routes {
    private static final int METHODS_WIDTH = 10;
    private static final int PATHS_WIDTH = 32;

    private final List<Route> routes;
    private final String listing;

    Routes(List<Route> endpoints) {
        this.listing = listing(endpoints);
        this.routes = new ArrayList<>(endpoints);
        this.routes.add(new Route("/", "", Access.OPERATORS, Methods.GET, "This list.", new IndexResource(listing)));
    }

    List<Route> all() {
        return routes;
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

    /** One line per endpoint. */
    String listing() {
        return listing;
    }

    private static String listing(List<Route> endpoints) {
        StringBuilder lines = new StringBuilder();
        for (Route endpoint : endpoints) {
            int start = lines.length();
            lines.append(endpoint.methods().listed());
            pad(lines, start + METHODS_WIDTH);
            lines.append(' ').append(endpoint.pattern());
            pad(lines, start + METHODS_WIDTH + 1 + PATHS_WIDTH);
            lines.append(' ').append(endpoint.summary()).append('\n');
        }
        return lines.toString();
    }

    private static void pad(StringBuilder lines, int length) {
        while (lines.length() < length) {
            lines.append(' ');
        }
    }
}
