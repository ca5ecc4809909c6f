package io.mesher.registry.client.keep;

import io.mesher.core.catalog.Endpoint;
import io.mesher.core.catalog.Instance;
import io.mesher.core.catalog.InstanceTraits;
import io.mesher.core.catalog.PathPrefix;
import io.mesher.core.name.ServiceIdentity;
import io.mesher.registry.client.answer.BoundedProperties;
import io.mesher.registry.client.answer.ServiceName;
import io.mesher.registry.client.answer.Sharing;
import io.mesher.registry.wire.BadJson;
import io.mesher.registry.wire.JsonReader;
import io.mesher.registry.wire.JsonText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;

/** What stands in {@link CatalogFile}. */
public final class CatalogText {
    /** Apart from our own, since releases that know only those take each name for one of ours. */
    private static final String OF_OTHERS = "servicesOfOtherApplications";

    private static final String PATH_PREFIX = "pathPrefix";
    private static final String TLS_NAME = "tlsName";

    private static final Comparator<ServiceName> BY_NAME = CatalogText::compare;

    private String app = "";
    private String environment = "";
    private final Map<ServiceName, List<Instance>> services = new HashMap<>();
    private final Sharing sharing = new Sharing();

    private CatalogText() {}

    /** By hand: the comparators that the JDK makes are serializable, which no start-up cache holds. */
    private static int compare(ServiceName a, ServiceName b) {
        int byApp = a.app().compareTo(b.app());
        return byApp != 0 ? byApp : a.name().compareTo(b.name());
    }

    public static byte[] write(Map<ServiceName, List<Instance>> services, ServiceIdentity self) {
        return JsonText.object(json -> {
            JsonText.text(json, "app", self.app());
            JsonText.text(json, "environment", self.environment());
            Map<ServiceName, List<Instance>> sorted = new TreeMap<>(BY_NAME);
            sorted.putAll(services);
            services(json, "services", sorted, true);
            services(json, OF_OTHERS, sorted, false);
        });
    }

    private static void services(
            JsonGenerator json, String field, Map<ServiceName, List<Instance>> services, boolean own) {
        List<Map.Entry<ServiceName, List<Instance>>> chosen = new ArrayList<>();
        for (Map.Entry<ServiceName, List<Instance>> service : services.entrySet()) {
            if (service.getKey().isOwn() == own) {
                chosen.add(service);
            }
        }
        JsonText.objects(json, field, chosen, (to, service) -> {
            JsonText.text(to, "app", service.getKey().app());
            JsonText.text(to, "name", service.getKey().name());
            JsonText.objects(to, "instances", service.getValue(), CatalogText::instance);
        });
    }

    private static void instance(JsonGenerator json, Instance instance) {
        JsonText.text(json, "id", instance.id());
        JsonText.text(json, "version", instance.version());
        JsonText.text(json, "host", instance.endpoint().host());
        JsonText.number(json, "port", instance.endpoint().port());
        JsonText.text(json, PATH_PREFIX, instance.endpoint().pathPrefix());
        JsonText.text(
                json, TLS_NAME, Objects.requireNonNullElse(instance.endpoint().tlsName(), ""));
        InstanceTraits traits = instance.traits();
        JsonText.map(json, "properties", new TreeMap<>(traits.properties()));
        JsonText.text(json, "region", traits.region());
        JsonText.text(json, "zone", traits.zone());
        JsonText.number(json, "registeredAt", traits.registeredAt());
    }

    public static Map<ServiceName, List<Instance>> read(byte[] text, ServiceIdentity self) throws BadJson {
        CatalogText reader = new CatalogText();
        JsonReader.document(text, json -> {
            json.object(name -> {
                switch (name) {
                    case "app" -> reader.app = json.string();
                    case "environment" -> reader.environment = json.string();
                    case "services" -> json.list(service -> reader.service(service, true));
                    case OF_OTHERS -> json.list(service -> reader.service(service, false));
                    default -> json.skip();
                }
            });
            return reader;
        });
        boolean ours = reader.app.equals(self.app()) && reader.environment.equals(self.environment());
        return ours ? reader.services : Map.of();
    }

    private String service(JsonReader json, boolean own) throws BadJson {
        String[] service = {"", ""};
        List<Instance> instances = new ArrayList<>();
        json.object(name -> {
            switch (name) {
                case "name" -> service[0] = json.string();
                case "app" -> service[1] = json.string();
                case "instances" -> json.list(item -> instance(item, instances));
                default -> json.skip();
            }
        });
        if (!service[0].isEmpty() && service[1].isEmpty() == own) {
            services.put(new ServiceName(service[1], service[0]), instances);
        }
        return service[0];
    }

    private boolean instance(JsonReader json, List<Instance> to) throws BadJson {
        String[] texts = {"", "", "", "", "", "", ""};
        int[] port = {0};
        long[] registeredAt = {0};
        BoundedProperties properties = new BoundedProperties();
        json.object(name -> {
            switch (name) {
                case "id" -> texts[0] = json.string();
                case "version" -> texts[1] = json.string();
                case "host" -> texts[2] = json.string();
                case PATH_PREFIX -> texts[5] = json.string();
                case TLS_NAME -> texts[6] = json.string();
                case "port" -> port[0] = json.integer();
                case "properties" -> json.object(property -> properties.add(property, json.string()));
                case "region" -> texts[3] = json.string();
                case "zone" -> texts[4] = json.string();
                case "registeredAt" -> registeredAt[0] = json.longInteger();
                default -> json.skip();
            }
        });
        String prefix = PathPrefix.of(texts[5]);
        if (prefix == null) {
            return false;
        }
        boolean usable = !texts[0].isEmpty() && !texts[2].isEmpty() && port[0] >= 1 && port[0] <= 65535;
        if (usable) {
            InstanceTraits traits = sharing.traits(properties.taken(), texts[3], texts[4], registeredAt[0]);
            Endpoint endpoint =
                    new Endpoint(texts[2], port[0], prefix, texts[6].isEmpty() ? null : sharing.text(texts[6]));
            to.add(new Instance(texts[0], sharing.text(texts[1]), endpoint, traits));
        }
        return usable;
    }
}
