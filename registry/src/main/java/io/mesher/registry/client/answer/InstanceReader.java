package io.mesher.registry.client.answer;

import io.mesher.registry.wire.BadJson;
import io.mesher.registry.wire.JsonReader;
import java.util.List;

/** Reads the instances of one answer, which has many that say the same. */
public final class InstanceReader {
    private final Sharing sharing = new Sharing();

    public ListedInstance read(JsonReader json) throws BadJson {
        Fields fields = new Fields();
        json.object(name -> fields.read(name, json));
        return new ListedInstance(
                fields.id,
                sharing.text(fields.status),
                sharing.text(fields.version),
                fields.endpoints,
                sharing.traits(fields.properties.taken(), fields.region, fields.zone, fields.registeredAt),
                fields.properties.isCut());
    }

    private static final class Fields {
        private final BoundedProperties properties = new BoundedProperties();
        private String id = "";
        private String status = "";
        private String version = "";
        private List<String> endpoints = List.of();
        private String region = "";
        private String zone = "";
        private long registeredAt;

        void read(String name, JsonReader json) throws BadJson {
            switch (name) {
                case "instanceId" -> id = json.string();
                case "status" -> status = json.string();
                case "version" -> version = json.string();
                case "endpoints" -> endpoints = json.strings();
                case "properties" -> json.object(property -> properties.add(property, json.stringIfAny()));
                case "dataCenterInfo" -> json.object(part -> place(part, json));
                case "timestamp" -> registeredAt = ListedInstance.seconds(json.stringIfAny());
                default -> json.skip();
            }
        }

        private void place(String name, JsonReader json) throws BadJson {
            switch (name) {
                case "region" -> region = json.stringIfAny();
                case "availableZone" -> zone = json.stringIfAny();
                default -> json.skip();
            }
        }
    }
}
