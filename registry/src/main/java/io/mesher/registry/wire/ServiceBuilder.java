package io.mesher.registry.wire;

import io.mesher.registry.wire.ServiceDocument.Framework;
import io.mesher.registry.wire.ServiceDocument.ServicePath;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A {@link ServiceDocument} in the making. One thread. */
public final class ServiceBuilder {
    private String serviceId = "";
    private String appId = "";
    private String serviceName = "";
    private String version = "";
    private String description = "";
    private String level = "";
    private List<String> schemas = List.of();
    private List<ServicePath> paths = List.of();
    private String status = "";
    private Map<String, String> properties = Map.of();
    private String timestamp = "";
    private String alias = "";
    private String modTimestamp = "";
    private String environment = "";
    private String registerBy = "";
    private Framework framework = Framework.NONE;

    public ServiceBuilder() {}

    ServiceBuilder(ServiceDocument from) {
        serviceId = from.serviceId();
        appId = from.appId();
        serviceName = from.serviceName();
        version = from.version();
        description = from.description();
        level = from.level();
        schemas = from.schemas();
        paths = from.paths();
        status = from.status();
        properties = from.properties();
        timestamp = from.timestamp();
        alias = from.alias();
        modTimestamp = from.modTimestamp();
        environment = from.environment();
        registerBy = from.registerBy();
        framework = from.framework();
    }

    public ServiceBuilder serviceId(String value) {
        serviceId = value;
        return this;
    }

    public ServiceBuilder appId(String value) {
        appId = value;
        return this;
    }

    public ServiceBuilder serviceName(String value) {
        serviceName = value;
        return this;
    }

    public ServiceBuilder version(String value) {
        version = value;
        return this;
    }

    public ServiceBuilder description(String value) {
        description = value;
        return this;
    }

    public ServiceBuilder level(String value) {
        level = value;
        return this;
    }

    public ServiceBuilder schemas(List<String> value) {
        schemas = value;
        return this;
    }

    public ServiceBuilder paths(List<ServicePath> value) {
        paths = value;
        return this;
    }

    public ServiceBuilder status(String value) {
        status = value;
        return this;
    }

    public ServiceBuilder properties(Map<String, String> value) {
        properties = value;
        return this;
    }

    public ServiceBuilder timestamp(String value) {
        timestamp = value;
        return this;
    }

    public ServiceBuilder alias(String value) {
        alias = value;
        return this;
    }

    public ServiceBuilder modTimestamp(String value) {
        modTimestamp = value;
        return this;
    }

    public ServiceBuilder environment(String value) {
        environment = value;
        return this;
    }

    public ServiceBuilder registerBy(String value) {
        registerBy = value;
        return this;
    }

    public ServiceBuilder framework(Framework value) {
        framework = value;
        return this;
    }

    /** Reads a field's value; one that isn't known is skipped. */
    void field(String name, JsonReader json) throws BadJson {
        switch (FoldedNames.folded(name)) {
            case "serviceid" -> serviceId = json.string();
            case "appid" -> appId = json.string();
            case "servicename" -> serviceName = json.string();
            case "version" -> version = json.string();
            case "description" -> description = json.string();
            case "level" -> level = json.string();
            case "schemas" -> schemas = json.strings();
            case "paths" -> paths = json.list(ServiceBuilder::path);
            case "status" -> status = json.string();
            case "properties" -> properties = json.stringMap();
            case "timestamp" -> timestamp = json.string();
            case "alias" -> alias = json.string();
            case "modtimestamp" -> modTimestamp = json.string();
            case "environment" -> environment = json.string();
            case "registerby" -> registerBy = json.string();
            case "framework" -> framework = framework(json);
            default -> json.skip();
        }
    }

    public ServiceDocument build() {
        return new ServiceDocument(
                serviceId,
                appId,
                serviceName,
                version,
                description,
                level,
                schemas,
                paths,
                status,
                properties,
                timestamp,
                alias,
                modTimestamp,
                environment,
                registerBy,
                framework);
    }

    private static ServicePath path(JsonReader json) throws BadJson {
        String[] path = {""};
        Map<String, String> property = new LinkedHashMap<>();
        json.object(name -> {
            switch (FoldedNames.folded(name)) {
                case "path" -> path[0] = json.string();
                case "property" -> property.putAll(json.stringMap());
                default -> json.skip();
            }
        });
        return new ServicePath(path[0], property);
    }

    private static Framework framework(JsonReader json) throws BadJson {
        String[] parts = {"", ""};
        json.object(name -> {
            switch (FoldedNames.folded(name)) {
                case "name" -> parts[0] = json.string();
                case "version" -> parts[1] = json.string();
                default -> json.skip();
            }
        });
        return new Framework(parts[0], parts[1]);
    }
}
