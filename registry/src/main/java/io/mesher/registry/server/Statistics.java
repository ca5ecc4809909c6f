package io.mesher.registry.server;

import io.mesher.registry.store.NameKey;
import io.mesher.registry.store.ServiceEntry;
import io.mesher.registry.wire.ServiceDocument;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JsonGenerator;

/**
 * How much there is.
 *
 * @param services without regard to versions
 * @param online those of them that have an instance
 */
record Statistics(int services, int online, int instances, int apps) {
    static Statistics of(List<ServiceEntry> entries) {
        Set<NameKey> names = new HashSet<>();
        Set<NameKey> online = new HashSet<>();
        Set<String> apps = new HashSet<>();
        int instances = 0;
        for (ServiceEntry entry : entries) {
            ServiceDocument document = entry.document();
            NameKey name = new NameKey(document.environment(), document.appId(), document.serviceName());
            names.add(name);
            apps.add(document.appId());
            instances += entry.instances().size();
            if (!entry.instances().isEmpty()) {
                online.add(name);
            }
        }
        return new Statistics(names.size(), online.size(), instances, apps.size());
    }

    void write(JsonGenerator json) {
        json.writeObjectPropertyStart("statistics");
        json.writeObjectPropertyStart("services");
        json.writeNumberProperty("count", services);
        json.writeNumberProperty("onlineCount", online);
        json.writeEndObject();
        json.writeObjectPropertyStart("instances");
        json.writeNumberProperty("count", instances);
        json.writeNumberProperty("countByDomain", instances);
        json.writeEndObject();
        json.writeObjectPropertyStart("apps");
        json.writeNumberProperty("count", apps);
        json.writeEndObject();
        json.writeEndObject();
    }
}
