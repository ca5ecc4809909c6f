package io.mesher.registry.server;

import io.mesher.registry.store.InstanceEntry;
import io.mesher.registry.store.Schemas;
import io.mesher.registry.store.ServiceEntry;
import io.mesher.registry.wire.InstanceDocument;
import io.mesher.registry.wire.JsonText;
import io.mesher.registry.wire.ServiceDocument;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JsonGenerator;

/**
 * A service with what belongs to it.
 *
 * @param options what of it
 * @param whole whether with what would make a list of all services long
 * @param countOnly whether the number of its instances stands in place of them
 */
record ServiceDetail(ServiceEntry service, Set<String> options, boolean whole, boolean countOnly) {
    ServiceDetail {
        options = Set.copyOf(options);
    }

    static boolean has(Set<String> options, String option) {
        return options.contains("all") || options.contains(option);
    }

    void write(JsonGenerator json) {
        json.writeObjectPropertyStart("microService");
        microservice().write(json);
        json.writeEndObject();
        if (countOnly) {
            statistics(json);
        } else if (has(options, "instances")) {
            JsonText.objects(
                    json,
                    "instances",
                    service.instances(),
                    (to, instance) -> instance(instance).write(to));
        }
        if (has(options, "schemas")) {
            JsonText.objects(
                    json,
                    "schemaInfos",
                    Schemas.list(service),
                    (to, schema) -> SchemaEndpoints.write(to, schema, true));
        }
        if (has(options, "dependencies")) {
            services(json, "providers", service.providers());
            services(json, "consumers", service.consumers());
        }
        if (has(options, "tags")) {
            JsonText.map(json, "tags", service.tags());
        }
        if (whole) {
            JsonText.texts(json, "microServiceVersions", versions());
        }
    }

    private void statistics(JsonGenerator json) {
        json.writeObjectPropertyStart("statics");
        if (has(options, "instances")) {
            json.writeObjectPropertyStart("instances");
            JsonText.number(json, "count", service.instances().size());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private ServiceDocument microservice() {
        ServiceDocument document = service.document();
        return whole ? document : document.toBuilder().schemas(List.of()).build();
    }

    private InstanceDocument instance(InstanceEntry entry) {
        InstanceDocument document = entry.document();
        return whole ? document : document.toBuilder().properties(Map.of()).build();
    }

    private List<String> versions() {
        return service.versions().stream()
                .map(version -> version.document().version())
                .toList();
    }

    private static void services(JsonGenerator json, String name, Collection<ServiceEntry> services) {
        JsonText.objects(json, name, services, (to, other) -> other.document().write(to));
    }
}
