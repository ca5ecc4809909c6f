package io.mesher.registry.server;

import io.mesher.registry.store.InstanceEntry;
import io.mesher.registry.store.ServiceEntry;
import io.mesher.registry.wire.JsonText;
import java.util.Collection;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/** What the registry says of itself. Open to everybody. */
final class HealthEndpoints {
    private final String version;
    private final ServiceEntry itself;

    HealthEndpoints(String version, ServiceEntry itself) {
        this.version = version;
        this.itself = itself;
    }

    void addTo(RegistryRoutes routes) {
        routes.addOpen("GET", "/version", http(_ -> version("3.0.0")));
        routes.addOpen("GET", "/v4/:project/registry/version", http(_ -> version("4.0.0")));
        routes.addOpen("GET", "/registry/v3/version", http(_ -> version("3.0.0")));
        routes.addOpen("GET", "/health", http(_ -> health()));
        routes.addOpen("GET", "/v4/:project/registry/health", http(_ -> health()));
        routes.addOpen("GET", "/registry/v3/health", http(_ -> health()));
        // Older Service Centers lack it; clients then look whether the port is open.
        routes.addOpen("GET", "/v4/:project/registry/health/readiness", http(_ -> Answer.done()));
    }

    private static Operation.Http http(Operation.Http endpoint) {
        return endpoint;
    }

    private Answer version(String apiVersion) {
        return Answer.json(json -> {
            write(json, version);
            JsonText.always(json, "apiVersion", apiVersion);
        });
    }

    /** What runs here. */
    static void write(JsonGenerator json, String version) {
        JsonText.always(json, "version", version);
        JsonText.always(json, "buildTag", "Mesher " + version);
        // Clients that show it know no other name for it.
        JsonText.always(json, "goVersion", "none, Java " + Runtime.version().feature());
        JsonText.always(json, "os", System.getProperty("os.name", "").toLowerCase(Locale.ROOT));
        JsonText.always(json, "arch", System.getProperty("os.arch", ""));
    }

    private Answer health() {
        Collection<InstanceEntry> instances = itself.instances();
        return Answer.json(json -> JsonText.objects(
                json,
                "instances",
                instances,
                (to, instance) -> instance.document().write(to)));
    }
}
