package io.mesher.core.route;

import io.mesher.core.catalog.Instance;
import io.mesher.core.catalog.Microservice;
import java.util.List;
import java.util.Map;

/**
 * Some of the instances of a service, by their tags.
 *
 * @param version {@code latest}, {@code 1.2.0}, {@code 1.0.0+} (that and newer), {@code 1.0.0-2.0.0} (from, and older than)
 * @param app the application that the service is of; empty: the caller's own
 * @param tags instance properties, each of which must be equal
 */
public record Subset(String version, String app, Map<String, String> tags) {
    /** What gets a request without a rule, as in the original. */
    public static final Subset LATEST = new Subset("latest", "", Map.of());

    public Subset {
        tags = Map.copyOf(tags);
    }

    /** Those of {@code service} that belong to it, in its order. */
    public List<Instance> select(Microservice service) {
        return service.newest();
    }
}
