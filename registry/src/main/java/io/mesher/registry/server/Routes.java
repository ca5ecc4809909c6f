package io.mesher.registry.server;

import io.mesher.net.server.ApiRoutes;
import java.util.List;

/** The table of all routes. */
final class Routes {
    private static final String V4_REGISTRY = "/v4/:project/registry";
    private static final String V3_REGISTRY = "/registry/v3";

    private final ApiRoutes<Guarded> table = new ApiRoutes<>();

    /** @param open whether it is served without a token where others need one */
    record Guarded(Endpoint endpoint, boolean open) {}

    void add(String method, String path, Endpoint endpoint) {
        table.add(List.of(method), path, new Guarded(endpoint, false));
    }

    /** Served without a token, too. */
    void addOpen(String method, String path, Endpoint endpoint) {
        table.add(List.of(method), path, new Guarded(endpoint, true));
    }

    /**
     * In today's API and in the one before it.
     *
     * @param path below {@code /v4/:project/registry}
     */
    void registry(String method, String path, Endpoint.Http endpoint) {
        add(method, V4_REGISTRY + path, endpoint);
        add(method, V3_REGISTRY + path, endpoint);
    }

    ApiRoutes.Match<Guarded> find(String method, String path) {
        return table.find(method, path);
    }
}
