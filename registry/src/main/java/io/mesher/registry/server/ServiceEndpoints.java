package io.mesher.registry.server;

import io.mesher.registry.store.InstanceRules;
import io.mesher.registry.store.NameKey;
import io.mesher.registry.store.Refusal;
import io.mesher.registry.store.RegistryStore;
import io.mesher.registry.store.Schema;
import io.mesher.registry.store.ServiceEntry;
import io.mesher.registry.store.ServiceRules;
import io.mesher.registry.wire.BadJson;
import io.mesher.registry.wire.ErrorCode;
import io.mesher.registry.wire.FoldedNames;
import io.mesher.registry.wire.InstanceDocument;
import io.mesher.registry.wire.JsonReader;
import io.mesher.registry.wire.JsonText;
import io.mesher.registry.wire.ServiceDocument;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Microservices. */
final class ServiceEndpoints {
    private final RegistryStore store;

    ServiceEndpoints(RegistryStore store) {
        this.store = store;
    }

    void addTo(RegistryRoutes routes) {
        routes.registry("GET", "/existence", this::existence);
        routes.registry("GET", "/microservices", this::list);
        routes.registry("POST", "/microservices", this::create);
        routes.registry("DELETE", "/microservices", this::deleteMany);
        routes.registry("GET", "/microservices/:serviceId", this::get);
        routes.registry("DELETE", "/microservices/:serviceId", this::delete);
        routes.registry("PUT", "/microservices/:serviceId/properties", this::properties);
    }

    private Answer existence(Call call) throws Refusal {
        return switch (call.parameter("type")) {
            case "microservice" -> serviceExistence(call);
            case "schema" -> schemaExistence(call);
            default ->
                throw new Refusal(ErrorCode.INVALID_PARAMETERS, "Only micro-service and schema can be used as type.");
        };
    }

    private Answer serviceExistence(Call call) throws Refusal {
        NameKey name = name(call);
        ServiceRules.checkName("GetExistenceRequest", name);
        ServiceRules.checkVersion("GetExistenceRequest", call.parameter("version"));
        return id(store.services().find(call.tenant(), name, call.parameter("version")));
    }

    /** As finds name it, too. */
    static NameKey name(Call call) {
        return new NameKey(call.parameter("env"), call.parameter("appId"), call.parameter("serviceName"));
    }

    private Answer schemaExistence(Call call) throws Refusal {
        String serviceId = call.parameter("serviceId");
        String schemaId = call.parameter("schemaId");
        Schema schema = store.schemas().get(call.tenant(), serviceId, schemaId);
        return Answer.json(json -> {
                    JsonText.always(json, "serviceId", serviceId);
                    JsonText.always(json, "schemaId", schemaId);
                })
                .with("X-Schema-Summary", schema.summary());
    }

    private static Answer id(ServiceEntry service) {
        return Answer.json(
                json -> JsonText.always(json, "serviceId", service.document().serviceId()));
    }

    private Answer list(Call call) throws Refusal {
        List<ServiceEntry> services = store.services().list(call.tenant(), call.flag("withShared"));
        return Answer.json(json -> JsonText.objects(
                json, "services", services, (to, service) -> service.document().write(to)));
    }

    /** What a service comes with. */
    private static final class NewService {
        private @Nullable ServiceDocument document;
        private final Map<String, String> tags = new LinkedHashMap<>();
        private final List<InstanceDocument> instances = new ArrayList<>();

        static NewService read(JsonReader json) throws BadJson {
            NewService wanted = new NewService();
            json.object(name -> {
                switch (FoldedNames.folded(name)) {
                    case "service" -> wanted.document = json.isNull() ? null : ServiceDocument.read(json);
                    case "tags" -> wanted.tags.putAll(json.stringMap());
                    case "instances" -> wanted.instances.addAll(json.list(InstanceDocument::read));
                    default -> json.skip();
                }
            });
            return wanted;
        }

        ServiceDocument checked() throws Refusal {
            if (document == null) {
                throw new Refusal(ErrorCode.INVALID_PARAMETERS, "Request body is empty");
            }
            ServiceRules.check(document);
            ServiceRules.checkTags(tags.keySet());
            ServiceRules.checkTags(tags.values());
            for (InstanceDocument instance : instances) {
                InstanceRules.check(instance);
            }
            return document;
        }
    }

    private Answer create(Call call) throws Refusal, BadJson {
        NewService wanted = call.body(NewService::read);
        ServiceEntry service = store.services().create(call.tenant(), wanted.checked(), call.now());
        String serviceId = service.document().serviceId();
        if (!wanted.tags.isEmpty()) {
            store.tags().add(call.tenant(), serviceId, wanted.tags);
        }
        for (InstanceDocument instance : wanted.instances) {
            store.instances().register(call.tenant(), serviceId, instance, call.now());
        }
        return id(service);
    }

    private Answer get(Call call) throws Refusal {
        ServiceEntry service = store.services().get(call.tenant(), call.serviceId());
        return Answer.json(json -> {
            json.writeObjectPropertyStart("service");
            service.document().write(json);
            json.writeEndObject();
        });
    }

    private Answer properties(Call call) throws Refusal, BadJson {
        Map<String, String> properties = call.body(ServiceEndpoints::properties);
        store.services().properties(call.tenant(), call.serviceId(), properties, call.now());
        return Answer.done();
    }

    /** Of a body that may hold much more: the Go client sends the whole service. */
    static Map<String, String> properties(JsonReader json) throws BadJson {
        Map<String, String> properties = new LinkedHashMap<>();
        json.object(name -> {
            if (FoldedNames.folded(name).equals("properties")) {
                properties.putAll(json.stringMap());
            } else {
                json.skip();
            }
        });
        return properties;
    }

    private Answer delete(Call call) throws Refusal {
        store.services().delete(call.tenant(), call.serviceId(), call.flag("force"));
        return Answer.done();
    }

    private Answer deleteMany(Call call) throws Refusal, BadJson {
        List<String> ids = new ArrayList<>();
        boolean[] force = {false};
        call.body(json -> {
            json.object(name -> {
                switch (FoldedNames.folded(name)) {
                    case "serviceids" -> ids.addAll(json.strings());
                    case "force" -> force[0] = json.bool();
                    default -> json.skip();
                }
            });
            return ids;
        });
        if (ids.isEmpty()) {
            throw new Refusal(ErrorCode.INVALID_PARAMETERS, "Required serviceIds");
        }
        Map<String, String> results = new LinkedHashMap<>();
        for (String id : ids) {
            results.put(id, deleted(call, id, force[0]));
        }
        return Answer.json(json -> JsonText.objects(json, "services", results.entrySet(), (to, result) -> {
            JsonText.always(to, "serviceId", result.getKey());
            JsonText.text(to, "errMessage", result.getValue());
        }));
    }

    /** Empty where it went well. */
    private String deleted(Call call, String id, boolean force) {
        try {
            store.services().delete(call.tenant(), id, force);
            return "";
        } catch (Refusal refusal) {
            return refusal.line();
        }
    }
}
