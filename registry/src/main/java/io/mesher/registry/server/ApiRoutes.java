package io.mesher.registry.server;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The table of all routes. */
final class ApiRoutes {
    private static final String V4_REGISTRY = "/v4/:project/registry";
    private static final String V3_REGISTRY = "/registry/v3";

    /** By the number of parts, which leaves a handful to look at. */
    private final Map<Integer, List<ApiRoute>> byLength = new HashMap<>();

    /** What a path and a method lead to. */
    sealed interface Match {
        record Found(ApiRoute route) implements Match {}

        /** @param allowed in alphabetical order */
        record OtherMethods(Collection<String> allowed) implements Match {}

        record Nothing() implements Match {}
    }

    void add(String method, String path, Operation endpoint) {
        add(method, path, false, endpoint);
    }

    /** Served without a token, too. */
    void addOpen(String method, String path, Operation endpoint) {
        add(method, path, true, endpoint);
    }

    /**
     * In today's API and in the one before it.
     *
     * @param path below {@code /v4/:project/registry}
     */
    void registry(String method, String path, Operation.Http endpoint) {
        add(method, V4_REGISTRY + path, endpoint);
        add(method, V3_REGISTRY + path, endpoint);
    }

    private void add(String method, String path, boolean open, Operation endpoint) {
        List<String> parts = parts(path);
        byLength.computeIfAbsent(parts.size(), _ -> new ArrayList<>()).add(new ApiRoute(method, parts, open, endpoint));
    }

    static List<String> parts(String path) {
        return List.of(path.split("/", -1));
    }

    Match find(String method, List<String> path) {
        TreeSet<String> allowed = new TreeSet<>();
        for (ApiRoute route : byLength.getOrDefault(path.size(), List.of())) {
            if (route.matches(path)) {
                if (route.method().equals(method)) {
                    return new Match.Found(route);
                }
                allowed.add(route.method());
            }
        }
        return allowed.isEmpty() ? new Match.Nothing() : new Match.OtherMethods(allowed);
    }
}
