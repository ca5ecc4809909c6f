package io.mesher.registry.client;

import io.mesher.core.catalog.Endpoint;
import io.mesher.core.catalog.Instance;
import io.mesher.core.name.ServiceIdentity;
import io.mesher.registry.wire.BadJson;
import io.mesher.registry.wire.JsonReader;
import io.mesher.registry.wire.JsonText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What stands in {@link CatalogFile}. */
final class CatalogText {
    private String app = "";
    private String environment = "";
    private final Map<String, List<Instance>> services = new HashMap<>();
    private final Map<String, String> versions = new HashMap<>();

    private CatalogText() {}

    static byte[] write(Map<String, List<Instance>> services, ServiceIdentity self) {
        return JsonText.object(json -> {
            JsonText.text(json, "app", self.app());
            JsonText.text(json, "environment", self.environment());
            JsonText.objects(json, "services", new TreeMap<>(services).entrySet(), (to, service) -> {
                JsonText.text(to, "name", service.getKey());
                JsonText.objects(to, "instances", service.getValue(), (each, instance) -> {
                    JsonText.text(each, "id", instance.id());
                    JsonText.text(each, "version", instance.version());
                    JsonText.text(each, "host", instance.endpoint().host());
                    JsonText.number(each, "port", instance.endpoint().port());
                });
            });
        });
    }

    static Map<String, List<Instance>> read(byte[] text, ServiceIdentity self) throws BadJson {
        CatalogText reader = new CatalogText();
        JsonReader.document(text, json -> {
            json.object(name -> {
                switch (name) {
                    case "app" -> reader.app = json.string();
                    case "environment" -> reader.environment = json.string();
                    case "services" -> json.list(reader::service);
                    default -> json.skip();
                }
            });
            return reader;
        });
        boolean ours = reader.app.equals(self.app()) && reader.environment.equals(self.environment());
        return ours ? reader.services : Map.of();
    }

    private String service(JsonReader json) throws BadJson {
        String[] service = {""};
        List<Instance> instances = new ArrayList<>();
        json.object(name -> {
            switch (name) {
                case "name" -> service[0] = json.string();
                case "instances" -> json.list(item -> instance(item, instances));
                default -> json.skip();
            }
        });
        if (!service[0].isEmpty()) {
            services.put(service[0], instances);
        }
        return service[0];
    }

    private boolean instance(JsonReader json, List<Instance> to) throws BadJson {
        String[] texts = {"", "", ""};
        int[] port = {0};
        json.object(name -> {
            switch (name) {
                case "id" -> texts[0] = json.string();
                case "version" -> texts[1] = json.string();
                case "host" -> texts[2] = json.string();
                case "port" -> port[0] = json.integer();
                default -> json.skip();
            }
        });
        boolean usable = !texts[0].isEmpty() && !texts[2].isEmpty() && port[0] >= 1 && port[0] <= 65535;
        if (usable) {
            String version = versions.computeIfAbsent(texts[1], same -> same);
            to.add(new Instance(texts[0], version, new Endpoint(texts[2], port[0])));
        }
        return usable;
    }
}
