package io.mesher.registry.server;

import io.mesher.net.server.ApiRoutes;
import java.util.List;

/** The table of all routes. */
final class RegistryRoutes {
    private static final String V4_REGISTRY = "/v4/:project/registry";
    private static final String V3_REGISTRY = "/registry/v3";

    private final ApiRoutes<Guarded> table = new ApiRoutes<>();

    /** @param open whether it is served without a token where others need one */
    record Guarded(Operation operation, boolean open) {}

    void add(String method, String path, Operation operation) {
        table.add(List.of(method), path, new Guarded(operation, false));
    }

    /** Served without a token, too. */
    void addOpen(String method, String path, Operation operation) {
        table.add(List.of(method), path, new Guarded(operation, true));
    }

    /**
     * In today's API and in the one before it.
     *
     * @param path below {@code /v4/:project/registry}
     */
    void registry(String method, String path, Operation.Http operation) {
        add(method, V4_REGISTRY + path, operation);
        add(method, V3_REGISTRY + path, operation);
    }

    ApiRoutes.Match<Guarded> find(String method, String path) {
        return table.find(method, path);
    }
}
