package io.mesher.registry.server;

import io.mesher.registry.store.Refusal;
import io.mesher.registry.store.RegistryStore;
import io.mesher.registry.wire.BadJson;
import io.mesher.registry.wire.ErrorCode;
import io.mesher.registry.wire.FoldedNames;
import io.mesher.registry.wire.JsonReader;
import io.mesher.registry.wire.JsonText;
import java.util.ArrayList;
import java.util.List;

/** Heartbeats by request, of one instance and of many. */
final class HeartbeatEndpoints {
    private final RegistryStore store;

    HeartbeatEndpoints(RegistryStore store) {
        this.store = store;
    }

    void addTo(RegistryRoutes routes) {
        routes.registry("PUT", "/microservices/:serviceId/instances/:instanceId/heartbeat", this::one);
        routes.registry("PUT", "/heartbeats", this::many);
    }

    private Answer one(Call call) throws Refusal {
        store.instances().heartbeat(call.tenant(), call.serviceId(), call.instanceId(), call.now());
        return Answer.done();
    }

    /** Of which instance. */
    record Element(String serviceId, String instanceId) {
        static Element read(JsonReader json) throws BadJson {
            String[] ids = {"", ""};
            json.object(name -> {
                switch (FoldedNames.folded(name)) {
                    case "serviceid" -> ids[0] = json.string();
                    case "instanceid" -> ids[1] = json.string();
                    default -> json.skip();
                }
            });
            return new Element(ids[0], ids[1]);
        }
    }

    private Answer many(Call call) throws Refusal, BadJson {
        List<Element> elements = new ArrayList<>();
        call.body(json -> {
            json.object(name -> {
                if (FoldedNames.folded(name).equals("instances")) {
                    elements.addAll(json.list(Element::read));
                } else {
                    json.skip();
                }
            });
            return elements;
        });
        if (elements.isEmpty()) {
            throw new Refusal(ErrorCode.INVALID_PARAMETERS, "Request format invalid.");
        }
        return Answer.json(json -> JsonText.objects(json, "instances", elements, (to, element) -> {
            JsonText.always(to, "serviceId", element.serviceId());
            JsonText.always(to, "instanceId", element.instanceId());
            JsonText.text(to, "errMessage", beat(call, element));
        }));
    }

    /** Empty where it went well. */
    private String beat(Call call, Element element) {
        try {
            store.instances().heartbeat(call.tenant(), element.serviceId(), element.instanceId(), call.now());
            return "";
        } catch (Refusal refusal) {
            return refusal.line();
        }
    }
}
