package io.mesher.registry.server;

import io.mesher.registry.wire.ErrorCode;
import java.nio.charset.StandardCharsets;

/** What operators' tools and the old console ask for and this registry, one process without a back end, has little of. */
final class AdminEndpoints {
    private static final String ADMIN = "/v4/:project/admin";
    private static final byte[] NO_RULES = "[]".getBytes(StandardCharsets.US_ASCII);

    private final String version;
    private final String address;

    /** @param address of this registry, as a URL */
    AdminEndpoints(String version, String address) {
        this.version = version;
        this.address = address;
    }

    void addTo(RegistryRoutes routes) {
        routes.add("GET", ADMIN + "/clusters", (Operation.Http) _ -> clusters());
        routes.add("GET", ADMIN + "/alarms", (Operation.Http) _ -> Answer.json(_ -> {}));
        routes.add("DELETE", ADMIN + "/alarms", (Operation.Http) _ -> Answer.done());
        routes.add("GET", ADMIN + "/dump", (Operation.Http) _ -> dump());
        routes.add("GET", "/v1/syncer/health", (Operation.Http) _ -> syncer());
        routes.add("GET", "/v1/:project/gov/:kind", (Operation.Http) _ -> Answer.json(NO_RULES));
    }

    private Answer clusters() {
        return Answer.json(json -> {
            json.writeObjectPropertyStart("clusters");
            json.writeArrayPropertyStart("default");
            json.writeString(address);
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private Answer dump() {
        return Answer.json(json -> {
            json.writeObjectPropertyStart("info");
            HealthEndpoints.write(json, version);
            json.writeEndObject();
        });
    }

    private static Answer syncer() {
        return Answer.error(500, ErrorCode.INTERNAL.document("sync config is empty"));
    }
}
