package io.mesher.registry.wire;

import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/**
 * A microservice as the registry has it: one version of a service. Empty texts, lists and maps stand for absent ones.
 *
 * @param properties in the order in which they came
 * @param timestamp when it was registered, in seconds since 1970, as a text
 * @param modTimestamp when it was changed last, likewise
 */
public record ServiceDocument(
        String serviceId,
        String appId,
        String serviceName,
        String version,
        String description,
        String level,
        List<String> schemas,
        List<ServicePath> paths,
        String status,
        Map<String, String> properties,
        String timestamp,
        String alias,
        String modTimestamp,
        String environment,
        String registerBy,
        Framework framework) {

    public ServiceDocument {
        schemas = List.copyOf(schemas);
        paths = List.copyOf(paths);
    }

    /** One of the service's URL paths. */
    public record ServicePath(String path, Map<String, String> property) {
        void write(JsonGenerator json) {
            JsonText.text(json, "path", path);
            JsonText.map(json, "property", property);
        }
    }

    /** What made the registration. Both empty: not told. */
    public record Framework(String name, String version) {
        public static final Framework NONE = new Framework("", "");

        boolean isTold() {
            return !name.isEmpty() || !version.isEmpty();
        }
    }

    public ServiceBuilder toBuilder() {
        return new ServiceBuilder(this);
    }

    public static ServiceDocument read(JsonReader json) throws BadJson {
        ServiceBuilder builder = new ServiceBuilder();
        json.object(name -> builder.field(name, json));
        return builder.build();
    }

    /** The fields, within an object that was begun. */
    public void write(JsonGenerator json) {
        JsonText.text(json, "serviceId", serviceId);
        JsonText.text(json, "appId", appId);
        JsonText.text(json, "serviceName", serviceName);
        JsonText.text(json, "version", version);
        JsonText.text(json, "description", description);
        JsonText.text(json, "level", level);
        JsonText.texts(json, "schemas", schemas);
        JsonText.objects(json, "paths", paths, (to, path) -> path.write(to));
        JsonText.text(json, "status", status);
        JsonText.map(json, "properties", properties);
        JsonText.text(json, "timestamp", timestamp);
        JsonText.text(json, "alias", alias);
        JsonText.text(json, "modTimestamp", modTimestamp);
        JsonText.text(json, "environment", environment);
        JsonText.text(json, "registerBy", registerBy);
        if (framework.isTold()) {
            json.writeObjectPropertyStart("framework");
            JsonText.text(json, "name", framework.name());
            JsonText.text(json, "version", framework.version());
            json.writeEndObject();
        }
    }
}
