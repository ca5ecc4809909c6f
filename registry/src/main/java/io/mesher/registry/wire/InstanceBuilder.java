package io.mesher.registry.wire;

import io.mesher.registry.wire.InstanceDocument.DataCenterDocument;
import io.mesher.registry.wire.InstanceDocument.HealthCheck;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An {@link InstanceDocument} in the making. One thread. */
public final class InstanceBuilder {
    private String instanceId = "";
    private String serviceId = "";
    private List<String> endpoints = List.of();
    private String hostName = "";
    private String status = "";
    private Map<String, String> properties = Map.of();
    private @Nullable HealthCheck healthCheck = null;
    private String timestamp = "";
    private @Nullable DataCenterDocument dataCenterInfo = null;
    private String modTimestamp = "";
    private String version = "";

    public InstanceBuilder() {}

    InstanceBuilder(InstanceDocument from) {
        instanceId = from.instanceId();
        serviceId = from.serviceId();
        endpoints = from.endpoints();
        hostName = from.hostName();
        status = from.status();
        properties = from.properties();
        healthCheck = from.healthCheck();
        timestamp = from.timestamp();
        dataCenterInfo = from.dataCenterInfo();
        modTimestamp = from.modTimestamp();
        version = from.version();
    }

    public InstanceBuilder instanceId(String value) {
        instanceId = value;
        return this;
    }

    public InstanceBuilder serviceId(String value) {
        serviceId = value;
        return this;
    }

    public InstanceBuilder endpoints(List<String> value) {
        endpoints = value;
        return this;
    }

    public InstanceBuilder hostName(String value) {
        hostName = value;
        return this;
    }

    public InstanceBuilder status(String value) {
        status = value;
        return this;
    }

    public InstanceBuilder properties(Map<String, String> value) {
        properties = value;
        return this;
    }

    public InstanceBuilder healthCheck(@Nullable HealthCheck value) {
        healthCheck = value;
        return this;
    }

    public InstanceBuilder timestamp(String value) {
        timestamp = value;
        return this;
    }

    public InstanceBuilder dataCenterInfo(@Nullable DataCenterDocument value) {
        dataCenterInfo = value;
        return this;
    }

    public InstanceBuilder modTimestamp(String value) {
        modTimestamp = value;
        return this;
    }

    public InstanceBuilder version(String value) {
        version = value;
        return this;
    }

    /** Reads a field's value; one that isn't known is skipped. */
    void field(String name, JsonReader json) throws BadJson {
        switch (FoldedNames.folded(name)) {
            case "instanceid" -> instanceId = json.string();
            case "serviceid" -> serviceId = json.string();
            case "endpoints" -> endpoints = json.strings();
            case "hostname" -> hostName = json.string();
            case "status" -> status = json.string();
            case "properties" -> properties = json.stringMap();
            case "healthcheck" -> healthCheck = json.isNull() ? null : healthCheck(json);
            case "timestamp" -> timestamp = json.string();
            case "datacenterinfo" -> dataCenterInfo = json.isNull() ? null : dataCenter(json);
            case "modtimestamp" -> modTimestamp = json.string();
            case "version" -> version = json.string();
            default -> json.skip();
        }
    }

    public InstanceDocument build() {
        return new InstanceDocument(
                instanceId,
                serviceId,
                endpoints,
                hostName,
                status,
                properties,
                healthCheck,
                timestamp,
                dataCenterInfo,
                modTimestamp,
                version);
    }

    private static HealthCheck healthCheck(JsonReader json) throws BadJson {
        String[] texts = {"", ""};
        int[] numbers = new int[3];
        json.object(name -> {
            switch (FoldedNames.folded(name)) {
                case "mode" -> texts[0] = json.string();
                case "port" -> numbers[0] = json.integer();
                case "interval" -> numbers[1] = json.integer();
                case "times" -> numbers[2] = json.integer();
                case "url" -> texts[1] = json.string();
                default -> json.skip();
            }
        });
        return new HealthCheck(texts[0], numbers[0], numbers[1], numbers[2], texts[1]);
    }

    private static DataCenterDocument dataCenter(JsonReader json) throws BadJson {
        String[] parts = {"", "", ""};
        json.object(name -> {
            switch (FoldedNames.folded(name)) {
                case "name" -> parts[0] = json.string();
                case "region" -> parts[1] = json.string();
                case "availablezone" -> parts[2] = json.string();
                default -> json.skip();
            }
        });
        return new DataCenterDocument(parts[0], parts[1], parts[2]);
    }
}
