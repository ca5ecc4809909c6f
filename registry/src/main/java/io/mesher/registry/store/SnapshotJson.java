package io.mesher.registry.store;

import io.mesher.registry.wire.BadJson;
import io.mesher.registry.wire.InstanceDocument;
import io.mesher.registry.wire.JsonReader;
import io.mesher.registry.wire.JsonText;
import io.mesher.registry.wire.KeyDocument;
import io.mesher.registry.wire.ServiceDocument;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** A snapshot as JSON. Any thread. */
public final class SnapshotJson {
    private static final String FORMAT = "1";

    private SnapshotJson() {}

    /**
     * Writes piece by piece. The stream stays open.
     *
     * @throws tools.jackson.core.JacksonException when the stream fails
     */
    public static void write(RegistrySnapshot snapshot, OutputStream to) {
        JsonText.object(to, json -> {
            JsonText.always(json, "format", FORMAT);
            JsonText.objects(json, "services", snapshot.services(), SnapshotJson::write);
        });
    }

    private static void write(JsonGenerator json, RegistrySnapshot.Service service) {
        JsonText.always(json, "domain", service.tenant().domain());
        JsonText.always(json, "project", service.tenant().project());
        json.writeObjectPropertyStart("service");
        service.document().write(json);
        json.writeEndObject();
        JsonText.map(json, "tags", service.tags());
        JsonText.objects(json, "schemas", service.schemas(), (to, schema) -> {
            JsonText.always(to, "schemaId", schema.schemaId());
            JsonText.always(to, "schema", schema.text());
            JsonText.text(to, "summary", schema.summary());
        });
        JsonText.objects(
                json, "providers", service.providers(), (to, name) -> key(name).write(to));
        JsonText.objects(json, "instances", service.instances(), (to, instance) -> instance.write(to));
    }

    private static KeyDocument key(NameKey name) {
        return new KeyDocument("", name.environment(), name.appId(), name.serviceName(), "", "");
    }

    /** @param maxBytes of heap; what would take more is refused while it is read */
    public static RegistrySnapshot read(byte[] document, long maxBytes) throws BadJson {
        Room room = new Room(maxBytes);
        return JsonReader.document(document, json -> {
            String[] format = {""};
            List<RegistrySnapshot.Service> services = new ArrayList<>();
            json.object(name -> {
                switch (name) {
                    case "format" -> format[0] = json.string();
                    case "services" -> services.addAll(json.list(item -> service(item, room)));
                    default -> json.skip();
                }
            });
            if (!format[0].equals(FORMAT)) {
                throw new BadJson("not a snapshot of this registry (expected: format " + FORMAT + ")");
            }
            return new RegistrySnapshot(services);
        });
    }

    private static RegistrySnapshot.Service service(JsonReader json, Room room) throws BadJson {
        String[] tenant = {"", ""};
        @Nullable ServiceDocument[] document = new @Nullable ServiceDocument[1];
        List<Map<String, String>> tags = new ArrayList<>();
        List<Schema> schemas = new ArrayList<>();
        List<NameKey> providers = new ArrayList<>();
        List<InstanceDocument> instances = new ArrayList<>();
        json.object(name -> {
            switch (name) {
                case "domain" -> tenant[0] = json.string();
                case "project" -> tenant[1] = json.string();
                case "service" -> document[0] = room.taken(ServiceDocument.read(json), Footprint::of);
                case "tags" -> tags.add(json.stringMap());
                case "schemas" -> schemas.addAll(json.list(item -> room.taken(schema(item), Footprint::of)));
                case "providers" -> providers.addAll(json.list(item -> room.taken(name(item), Footprint::of)));
                case "instances" ->
                    instances.addAll(json.list(
                            item -> room.taken(InstanceDocument.read(item), instance -> Footprint.of(instance, 0))));
                default -> json.skip();
            }
        });
        ServiceDocument service = document[0];
        if (service == null || service.serviceId().isEmpty() || tenant[0].isEmpty() || tenant[1].isEmpty()) {
            throw new BadJson("a service without domain, project or id");
        }
        return new RegistrySnapshot.Service(
                new TenantKey(tenant[0], tenant[1]),
                service,
                tags.isEmpty() ? Map.of() : tags.getFirst(),
                schemas,
                providers,
                instances);
    }

    private static NameKey name(JsonReader json) throws BadJson {
        KeyDocument key = KeyDocument.read(json);
        return new NameKey(key.environment(), key.appId(), key.serviceName());
    }

    private static Schema schema(JsonReader json) throws BadJson {
        String[] parts = {"", "", ""};
        json.object(name -> {
            switch (name) {
                case "schemaId" -> parts[0] = json.string();
                case "schema" -> parts[1] = json.string();
                case "summary" -> parts[2] = json.string();
                default -> json.skip();
            }
        });
        return new Schema(parts[0], parts[1], parts[2]);
    }

    /** What the registry has left, as far as the snapshot was read. */
    private static final class Room {
        private long left;

        Room(long bytes) {
            left = bytes;
        }

        <T> T taken(T part, ToLongFunction<T> footprint) throws BadJson {
            left -= footprint.applyAsLong(part);
            if (left < 0) {
                throw new BadJson("of a registry with a larger heap");
            }
            return part;
        }
    }
}
