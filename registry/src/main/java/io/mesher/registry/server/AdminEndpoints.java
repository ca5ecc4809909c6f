package io.mesher.registry.server;

import io.mesher.registry.store.Refusal;
import io.mesher.registry.store.RegistrySnapshot;
import io.mesher.registry.store.RegistryStore;
import io.mesher.registry.store.TenantKey;
import io.mesher.registry.wire.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What operators' tools and the old console ask for and this registry, one process without a back end, has little of. */
final class AdminEndpoints {
    private static final String ADMIN = "/v4/:project/admin";
    private static final byte[] NO_RULES = "[]".getBytes(StandardCharsets.US_ASCII);

    private final RegistryStore store;
    private final String version;
    private final String address;

    /** @param address of this registry, as a URL */
    AdminEndpoints(RegistryStore store, String version, String address) {
        this.store = store;
        this.version = version;
        this.address = address;
    }

    void addTo(RegistryRoutes routes) {
        routes.add("GET", ADMIN + "/clusters", (Operation.Http) _ -> clusters());
        routes.add("GET", ADMIN + "/alarms", (Operation.Http) _ -> Answer.json(_ -> {}));
        routes.add("DELETE", ADMIN + "/alarms", (Operation.Http) _ -> Answer.done());
        routes.add("GET", ADMIN + "/dump", (Operation.Http) this::dump);
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

    private Answer dump(Call call) throws Refusal {
        List<String> options = call.parameters("options");
        boolean all = options.contains("all");
        boolean cache = all || options.contains("cache");
        if (cache && !call.tenant().equals(TenantKey.DEFAULT)) {
            throw new Refusal(ErrorCode.FORBIDDEN, "only the tenant default/default may read what all others have");
        }
        RegistrySnapshot snapshot = cache ? store.snapshot() : new RegistrySnapshot(List.of());
        return Answer.json(json -> {
            if (all || !cache) {
                json.writeObjectPropertyStart("info");
                HealthEndpoints.write(json, version);
                json.writeEndObject();
            }
            if (cache) {
                json.writeObjectPropertyStart("cache");
                CacheDump.write(json, snapshot);
                json.writeEndObject();
            }
        });
    }

    private static Answer syncer() {
        return Answer.error(500, ErrorCode.INTERNAL.document("sync config is empty"));
    }
}
