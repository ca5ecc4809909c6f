package io.mesher.registry.server;

import java.util.List;

/**
 * A method and a path, and what stands there.
 *
 * @param parts of the path; one that begins with a colon takes any text
 * @param open whether it is served without a token where others need one
 */
record ApiRoute(String method, List<String> parts, boolean open, Operation endpoint) {
    ApiRoute {
        parts = List.copyOf(parts);
    }

    boolean matches(List<String> path) {
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i);
            boolean fits = part.startsWith(":") ? !path.get(i).isEmpty() : part.equals(path.get(i));
            if (!fits) {
                return false;
            }
        }
        return parts.size() == path.size();
    }
}
