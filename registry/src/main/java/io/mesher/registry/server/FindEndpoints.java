package io.mesher.registry.server;

import io.mesher.registry.store.FindQuery;
import io.mesher.registry.store.Found;
import io.mesher.registry.store.NameKey;
import io.mesher.registry.store.Refusal;
import io.mesher.registry.store.RegistryStore;
import io.mesher.registry.store.ServiceRules;

/** Instances: looked for by name, listed, read. The version asked for doesn't count, as in the Service Center. */
final class FindEndpoints {
    private final RegistryStore store;

    FindEndpoints(RegistryStore store) {
        this.store = store;
    }

    void addTo(RegistryRoutes routes) {
        routes.registry("GET", "/instances", this::find);
        routes.registry("GET", "/microservices/:serviceId/instances", this::list);
        routes.registry("GET", "/microservices/:serviceId/instances/:instanceId", this::get);
    }

    private Answer find(Call call) throws Refusal {
        NameKey name = ServiceEndpoints.name(call);
        ServiceRules.checkName("FindInstancesRequest", name);
        FindQuery query = new FindQuery(call.tenant(), call.consumerId(), name, call.parameters("tags"));
        return answer(call, store.finder().find(query));
    }

    private Answer list(Call call) throws Refusal {
        return answer(
                call, store.finder().list(call.tenant(), call.consumerId(), call.serviceId(), call.parameters("tags")));
    }

    private static Answer answer(Call call, Found found) {
        boolean known = found.revision().equals(call.parameter("rev"));
        Answer answer = known ? Answer.notModified() : Answer.json(found.json());
        return answer.with("X-Resource-Revision", found.revision());
    }

    private Answer get(Call call) throws Refusal {
        Found found = store.finder().instance(call.tenant(), call.consumerId(), call.serviceId(), call.instanceId());
        if (found.revision().equals(call.parameter("rev"))) {
            return Answer.notModified().with("X-Resource-Revision", found.revision());
        }
        return Answer.json(json -> {
                    json.writeObjectPropertyStart("instance");
                    found.instances().getFirst().document().write(json);
                    json.writeEndObject();
                })
                .with("X-Resource-Revision", found.revision());
    }
}
