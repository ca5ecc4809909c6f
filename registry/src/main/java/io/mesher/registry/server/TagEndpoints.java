package io.mesher.registry.server;

import io.mesher.registry.store.Refusal;
import io.mesher.registry.store.RegistryStore;
import io.mesher.registry.store.ServiceRules;
import io.mesher.registry.wire.BadJson;
import io.mesher.registry.wire.ErrorCode;
import io.mesher.registry.wire.FoldedNames;
import io.mesher.registry.wire.JsonText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tags of services. */
final class TagEndpoints {
    private static final String TAGS = "/microservices/:serviceId/tags";
    private static final String TAG = TAGS + "/:key";

    private final RegistryStore store;

    TagEndpoints(RegistryStore store) {
        this.store = store;
    }

    void addTo(RegistryRoutes routes) {
        routes.registry("GET", TAGS, this::get);
        routes.registry("POST", TAGS, this::add);
        routes.registry("PUT", TAG, this::update);
        routes.registry("DELETE", TAG, this::delete);
    }

    private Answer get(Call call) throws Refusal {
        Map<String, String> tags =
                store.services().get(call.tenant(), call.serviceId()).tags();
        return Answer.json(json -> JsonText.map(json, "tags", tags));
    }

    private Answer add(Call call) throws Refusal, BadJson {
        Map<String, String> tags = new LinkedHashMap<>();
        call.body(json -> {
            json.object(name -> {
                if (FoldedNames.folded(name).equals("tags")) {
                    tags.putAll(json.stringMap());
                } else {
                    json.skip();
                }
            });
            return tags;
        });
        if (tags.isEmpty()) {
            throw new Refusal(ErrorCode.INVALID_PARAMETERS, "Required tags");
        }
        ServiceRules.checkTags(tags.keySet());
        ServiceRules.checkTags(tags.values());
        store.tags().add(call.tenant(), call.serviceId(), tags);
        return Answer.done();
    }

    private Answer update(Call call) throws Refusal {
        String value = call.parameter("value");
        ServiceRules.checkTags(List.of(call.variable("key"), value));
        store.tags().update(call.tenant(), call.serviceId(), call.variable("key"), value);
        return Answer.done();
    }

    private Answer delete(Call call) throws Refusal {
        List<String> keys = List.of(call.variable("key").split(",", -1));
        ServiceRules.checkTags(keys);
        store.tags().delete(call.tenant(), call.serviceId(), keys);
        return Answer.done();
    }
}
