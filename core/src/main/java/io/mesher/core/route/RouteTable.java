package io.mesher.core.route;

import java.util.Map;

/** The rules of all services. Immutable. */
public record RouteTable(Map<String, ServiceRoutes> services) {
    public static final RouteTable NONE = new RouteTable(Map.of());

    public RouteTable {
        services = Map.copyOf(services);
    }

    public ServiceRoutes of(String service) {
        return services.getOrDefault(service, ServiceRoutes.NONE);
    }
}
