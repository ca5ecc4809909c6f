package io.mesher.registry.wire;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * An instance as the registry has it. Empty texts, lists and maps stand for absent ones.
 *
 * @param endpoints {@code scheme://host:port[?options]}
 * @param properties in the order in which they came
 * @param timestamp when it was registered, in seconds since 1970, as a text
 * @param modTimestamp when it was changed last, likewise
 * @param version of its service; always set by the registry
 */
public record InstanceDocument(
        String instanceId,
        String serviceId,
        List<String> endpoints,
        String hostName,
        String status,
        Map<String, String> properties,
        @Nullable HealthCheck healthCheck,
        String timestamp,
        @Nullable DataCenterDocument dataCenterInfo,
        String modTimestamp,
        String version) {

    public InstanceDocument {
        endpoints = List.copyOf(endpoints);
    }

    /**
     * How the lease is kept.
     *
     * @param mode push or pull
     * @param interval between two heartbeats, in seconds
     * @param times how many of them may be missed
     * @param url of a pull
     */
    public record HealthCheck(String mode, int port, int interval, int times, String url) {}

    /** Where the instance runs. */
    public record DataCenterDocument(String name, String region, String availableZone) {}

    public InstanceBuilder toBuilder() {
        return new InstanceBuilder(this);
    }

    public static InstanceDocument read(JsonReader json) throws BadJson {
        InstanceBuilder builder = new InstanceBuilder();
        json.object(name -> builder.field(name, json));
        return builder.build();
    }

    /** The fields, within an object that was begun. */
    public void write(JsonGenerator json) {
        JsonText.text(json, "instanceId", instanceId);
        JsonText.text(json, "serviceId", serviceId);
        JsonText.texts(json, "endpoints", endpoints);
        JsonText.text(json, "hostName", hostName);
        JsonText.text(json, "status", status);
        JsonText.map(json, "properties", properties);
        if (healthCheck != null) {
            json.writeObjectPropertyStart("healthCheck");
            JsonText.text(json, "mode", healthCheck.mode());
            JsonText.number(json, "port", healthCheck.port());
            JsonText.number(json, "interval", healthCheck.interval());
            JsonText.number(json, "times", healthCheck.times());
            JsonText.text(json, "url", healthCheck.url());
            json.writeEndObject();
        }
        JsonText.text(json, "timestamp", timestamp);
        if (dataCenterInfo != null) {
            json.writeObjectPropertyStart("dataCenterInfo");
            JsonText.text(json, "name", dataCenterInfo.name());
            JsonText.text(json, "region", dataCenterInfo.region());
            JsonText.text(json, "availableZone", dataCenterInfo.availableZone());
            json.writeEndObject();
        }
        JsonText.text(json, "modTimestamp", modTimestamp);
        JsonText.text(json, "version", version);
    }
}
