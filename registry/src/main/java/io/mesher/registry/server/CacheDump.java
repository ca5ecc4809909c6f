package io.mesher.registry.server;

import io.mesher.registry.store.RegistrySnapshot;
import io.mesher.registry.store.RegistrySnapshot.Service;
import io.mesher.registry.store.Schema;
import io.mesher.registry.wire.InstanceDocument;
import io.mesher.registry.wire.JsonText;
import io.mesher.registry.wire.ServiceDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/**
 * All that is registered, in the form of the Service Center's cache: entries whose keys are the paths that it has in etcd. Its
 * command line ({@code scctl get}) takes the tenant from the keys, the rest from the values.
 */
final class CacheDump {
    private static final String ROOT = "/cse-sr/";
    private static final String CLUSTER = "default";

    private CacheDump() {}

    /**
     * An entry.
     *
     * @param changed seconds since 1970, as the documents have them; instead of a revision of etcd
     */
    private record Entry(String key, String changed, Consumer<JsonGenerator> value) {
        void write(JsonGenerator json) {
            JsonText.always(json, "key", key);
            json.writeName("rev");
            json.writeNumber(seconds(changed));
            JsonText.always(json, "cluster", CLUSTER);
            value.accept(json);
        }
    }

    static void write(JsonGenerator json, RegistrySnapshot snapshot) {
        List<Entry> services = new ArrayList<>();
        List<Entry> indexes = new ArrayList<>();
        List<Entry> aliases = new ArrayList<>();
        List<Entry> tags = new ArrayList<>();
        List<Entry> summaries = new ArrayList<>();
        List<Entry> instances = new ArrayList<>();
        for (Service service : snapshot.services()) {
            ServiceDocument document = service.document();
            String changed = document.modTimestamp();
            String tenant = "/" + service.tenant().text() + "/";
            String id = document.serviceId();
            services.add(new Entry(ROOT + "ms/files" + tenant + id, changed, to -> object(to, document::write)));
            indexes.add(name("ms/indexes", tenant, document, document.serviceName()));
            if (!document.alias().isEmpty()) {
                aliases.add(name("ms/alias", tenant, document, document.alias()));
            }
            if (!service.tags().isEmpty()) {
                tags.add(new Entry(
                        ROOT + "ms/tags" + tenant + id, changed, to -> JsonText.map(to, "value", service.tags())));
            }
            for (Schema schema : service.schemas()) {
                summaries.add(new Entry(
                        ROOT + "ms/schema-sum" + tenant + id + "/" + schema.schemaId(),
                        changed,
                        to -> JsonText.text(to, "value", schema.summary())));
            }
            for (InstanceDocument instance : service.instances()) {
                instances.add(new Entry(
                        ROOT + "inst/files" + tenant + id + "/" + instance.instanceId(),
                        instance.modTimestamp(),
                        to -> object(to, instance::write)));
            }
        }
        list(json, "services", services);
        list(json, "serviceIndexes", indexes);
        list(json, "serviceAliases", aliases);
        list(json, "serviceTags", tags);
        list(json, "summaries", summaries);
        list(json, "instances", instances);
    }

    private static Entry name(String kind, String tenant, ServiceDocument service, String name) {
        String path = String.join("/", service.environment(), service.appId(), name, service.version());
        return new Entry(
                ROOT + kind + tenant + path,
                service.modTimestamp(),
                to -> JsonText.text(to, "value", service.serviceId()));
    }

    private static void object(JsonGenerator json, Consumer<JsonGenerator> fields) {
        json.writeObjectPropertyStart("value");
        fields.accept(json);
        json.writeEndObject();
    }

    private static void list(JsonGenerator json, String name, List<Entry> entries) {
        JsonText.objects(json, name, entries, (to, entry) -> entry.write(to));
    }

    /** 0 for what is no number. */
    private static long seconds(String timestamp) {
        long seconds = 0;
        for (int i = 0; i < timestamp.length(); i++) {
            int digit = timestamp.charAt(i) - '0';
            if (digit < 0 || digit > 9 || i > 17) {
                return 0;
            }
            seconds = seconds * 10 + digit;
        }
        return seconds;
    }
}
