package io.mesher.control.admin.resource;

import io.mesher.control.answer.Json;
import io.mesher.core.catalog.CatalogSnapshot;
import io.mesher.core.catalog.Instance;
import io.mesher.core.catalog.InstanceTraits;
import io.mesher.core.catalog.Microservice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tools.jackson.core.JsonGenerator;

/**
 * {@code /v1/mesher/catalog}: the services that are known at present and where their instances are, or one by
 * {@code ?service=name}. Instances that get no requests, such as those that are down, aren't listed.
 */
public record CatalogResource(Supplier<CatalogSnapshot> catalog, Set<String> configured, String ownApp)
        implements Resource {
    /** Of all services together: some 300 bytes each. */
    public static final int MAX_INSTANCES = 2000;

    @Override
    public void respond(AdminRequest request, Consumer<AdminResponse> answer) {
        String wanted = request.parameter("service");
        List<Microservice> services = new ArrayList<>();
        for (Microservice service : catalog.get().all()) {
            if (wanted == null || wanted.equals(service.name())) {
                services.add(service);
            }
        }
        services.sort(Comparator.comparing(Microservice::name).thenComparing(Microservice::app));
        answer.accept(AdminResponse.json(200, Json.print(json -> {
            json.writeStartObject();
            json.writeArrayPropertyStart("services");
            int left = MAX_INSTANCES;
            for (Microservice service : services) {
                left -= service(json, service, left);
            }
            json.writeEndArray();
            json.writeEndObject();
        })));
    }

    /** Returns how many instances it listed. */
    private int service(JsonGenerator json, Microservice service, int max) {
        boolean own = service.app().isEmpty();
        int listed = Math.min(service.instances().size(), max);
        json.writeStartObject();
        json.writeStringProperty("service", service.name());
        json.writeStringProperty("app", own ? ownApp : service.app());
        boolean fromConfig =
                configured.contains(service.name()) && (own || service.app().equals(ownApp));
        json.writeStringProperty("from", fromConfig ? "configuration" : "registry");
        json.writeNumberProperty("instanceCount", service.instances().size());
        json.writeArrayPropertyStart("instances");
        for (Instance instance : service.instances().subList(0, listed)) {
            instance(json, instance);
        }
        json.writeEndArray();
        json.writeEndObject();
        return listed;
    }

    private static void instance(JsonGenerator json, Instance instance) {
        InstanceTraits traits = instance.traits();
        json.writeStartObject();
        json.writeStringProperty("id", instance.id());
        json.writeStringProperty("endpoint", instance.endpoint().toString());
        json.writeStringProperty("version", instance.version());
        json.writeStringProperty("status", "UP");
        if (!traits.region().isEmpty()) {
            json.writeStringProperty("region", traits.region());
        }
        if (!traits.zone().isEmpty()) {
            json.writeStringProperty("zone", traits.zone());
        }
        if (traits.registeredAt() > 0) {
            json.writeStringProperty(
                    "registered", Instant.ofEpochSecond(traits.registeredAt()).toString());
        }
        json.writeObjectPropertyStart("properties");
        new TreeMap<>(traits.properties()).forEach(json::writeStringProperty);
        json.writeEndObject();
        json.writeEndObject();
    }
}
