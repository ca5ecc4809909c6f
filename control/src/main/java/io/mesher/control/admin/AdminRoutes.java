package io.mesher.control.admin;

import io.mesher.control.admin.AdminRoute.Access;
import io.mesher.control.admin.AdminRoute.Methods;
import io.mesher.control.admin.resource.AdminResponse;
import io.mesher.control.admin.resource.Reading;
import io.mesher.net.server.ApiRoutes;
import java.util.ArrayList;
import java.util.List;

/** All paths of the admin API, with {@code /}, which lists the others. */
final class AdminRoutes {
    private static final int METHODS_WIDTH = 10;
    private static final int PATHS_WIDTH = 32;

    private final List<AdminRoute> all;
    private final ApiRoutes<AdminRoute> table = new ApiRoutes<>();
    private final String listing;

    AdminRoutes(List<AdminRoute> endpoints) {
        this.listing = listing(endpoints);
        Reading index = _ -> AdminResponse.text(200, "Mesher admin API\n\n" + listing);
        this.all = new ArrayList<>(endpoints);
        this.all.add(new AdminRoute("/", "", Access.OPERATORS, Methods.GET, "This list.", index));
        for (AdminRoute route : all) {
            if (route.parameter().isEmpty()) {
                table.addLiteral(route.methods().all(), route.path(), route);
            } else {
                table.add(route.methods().all(), route.path() + ":" + route.parameter(), route);
            }
        }
    }

    List<AdminRoute> all() {
        return all;
    }

    ApiRoutes.Match<AdminRoute> find(String method, String path) {
        return table.find(method, path);
    }

    /** One line per endpoint. */
    String listing() {
        return listing;
    }

    private static String listing(List<AdminRoute> endpoints) {
        StringBuilder lines = new StringBuilder();
        for (AdminRoute endpoint : endpoints) {
            int start = lines.length();
            lines.append(String.join(", ", endpoint.methods().listed()));
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
