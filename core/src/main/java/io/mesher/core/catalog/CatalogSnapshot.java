package io.mesher.core.catalog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All services known at one moment. Immutable: a change is a new snapshot, so a request sees one state from start to end. */
public final class CatalogSnapshot {
    private final Map<String, Microservice> services;

    private CatalogSnapshot(Map<String, Microservice> services) {
        this.services = services;
    }

    public static CatalogSnapshot of(Iterable<Microservice> services) {
        Map<String, Microservice> byName = new HashMap<>();
        services.forEach(service -> byName.put(service.name(), service));
        return new CatalogSnapshot(byName);
    }

    /** The services of {@code mesher.services}: an instance's id is its endpoint, which is all that is known of it. */
    public static CatalogSnapshot ofStatic(Map<String, List<Endpoint>> endpoints) {
        List<Microservice> services = new ArrayList<>();
        endpoints.forEach((name, list) -> services.add(new Microservice(
                name,
                list.stream()
                        .map(endpoint -> new Instance(endpoint.authority(), "", endpoint))
                        .toList())));
        return of(services);
    }

    /** The service, or null when nobody told us of it. Names are case-sensitive, as in the registry. */
    public @Nullable Microservice find(String name) {
        return services.get(name);
    }

    public Iterable<Microservice> all() {
        return services.values();
    }
}
