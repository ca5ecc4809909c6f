package io.mesher.registry.server;

import io.mesher.registry.store.InstanceRules;
import io.mesher.registry.store.Refusal;
import io.mesher.registry.store.RegistryStore;
import io.mesher.registry.wire.BadJson;
import io.mesher.registry.wire.ErrorCode;
import io.mesher.registry.wire.FoldedNames;
import io.mesher.registry.wire.InstanceDocument;
import io.mesher.registry.wire.JsonReader;
import io.mesher.registry.wire.JsonText;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Instances: registered, changed, removed. */
final class InstanceEndpoints {
    private static final String INSTANCES = "/microservices/:serviceId/instances";
    private static final String INSTANCE = INSTANCES + "/:instanceId";

    private final RegistryStore store;

    InstanceEndpoints(RegistryStore store) {
        this.store = store;
    }

    void addTo(RegistryRoutes routes) {
        routes.registry("POST", INSTANCES, this::register);
        routes.registry("DELETE", INSTANCE, this::unregister);
        routes.registry("PUT", INSTANCE + "/status", this::status);
        routes.registry("PUT", INSTANCE + "/properties", this::properties);
        routes.registry("PUT", "/instances/status", this::statusWhere);
    }

    private Answer register(Call call) throws Refusal, BadJson {
        InstanceDocument instance = call.body(InstanceEndpoints::instance);
        InstanceRules.check(instance);
        String id = store.instances().register(call.tenant(), call.serviceId(), instance, call.now());
        return Answer.json(json -> JsonText.always(json, "instanceId", id));
    }

    private static InstanceDocument instance(JsonReader json) throws BadJson {
        @Nullable InstanceDocument[] instance = new @Nullable InstanceDocument[1];
        json.object(name -> {
            if (FoldedNames.folded(name).equals("instance")) {
                instance[0] = json.isNull() ? null : InstanceDocument.read(json);
            } else {
                json.skip();
            }
        });
        InstanceDocument read = instance[0];
        if (read == null) {
            throw new BadJson("without an instance");
        }
        return read;
    }

    private Answer unregister(Call call) throws Refusal {
        store.instances().unregister(call.tenant(), call.serviceId(), call.instanceId());
        return Answer.done();
    }

    private Answer status(Call call) throws Refusal {
        String status = call.parameter("value");
        InstanceRules.checkStatus(status);
        store.instances().status(call.tenant(), call.serviceId(), call.instanceId(), status, call.now());
        return Answer.done();
    }

    private Answer properties(Call call) throws Refusal, BadJson {
        Map<String, String> properties = call.body(ServiceEndpoints::properties);
        store.instances().properties(call.tenant(), call.serviceId(), call.instanceId(), properties, call.now());
        return Answer.done();
    }

    private Answer statusWhere(Call call) throws Refusal, BadJson {
        String[] status = {""};
        Map<String, String> properties = new LinkedHashMap<>();
        call.body(json -> {
            json.object(name -> {
                switch (FoldedNames.folded(name)) {
                    case "status" -> status[0] = json.string();
                    case "matches" -> properties.putAll(ServiceEndpoints.properties(json));
                    default -> json.skip();
                }
            });
            return status;
        });
        InstanceRules.checkStatus(status[0]);
        if (properties.isEmpty()) {
            throw new Refusal(ErrorCode.INVALID_PARAMETERS, "Required matches: without them it would be everybody");
        }
        store.instances().statusWhere(call.tenant(), properties, status[0], call.now());
        return Answer.done();
    }
}
