package io.mesher.registry.client;

import io.mesher.registry.wire.BadJson;
import io.mesher.registry.wire.InstanceDocument;
import io.mesher.registry.wire.JsonReader;
import java.util.List;

/** What a client wants to know of an instance in an answer; the rest isn't even read. */
record ListedInstance(String id, String status, String version, List<String> endpoints) {
    static ListedInstance read(JsonReader json) throws BadJson {
        Fields fields = new Fields();
        json.object(name -> fields.read(name, json));
        return new ListedInstance(fields.id, fields.status, fields.version, fields.endpoints);
    }

    /** @param version of the service, for registries that leave it out of the instance */
    static ListedInstance of(InstanceDocument document, String version) {
        return new ListedInstance(
                document.instanceId(),
                document.status(),
                document.version().isEmpty() ? version : document.version(),
                document.endpoints());
    }

    private static final class Fields {
        private String id = "";
        private String status = "";
        private String version = "";
        private List<String> endpoints = List.of();

        void read(String name, JsonReader json) throws BadJson {
            switch (name) {
                case "instanceId" -> id = json.string();
                case "status" -> status = json.string();
                case "version" -> version = json.string();
                case "endpoints" -> endpoints = json.strings();
                default -> json.skip();
            }
        }
    }
}
