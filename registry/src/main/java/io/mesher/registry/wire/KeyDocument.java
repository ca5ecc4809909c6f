package io.mesher.registry.wire;

import tools.jackson.core.JsonGenerator;

/**
 * Which service is meant, by names.
 *
 * @param tenant {@code domain/project}; empty where the request's path and headers say it
 * @param version one, or a rule such as {@code 0+}
 */
public record KeyDocument(
        String tenant, String environment, String appId, String serviceName, String alias, String version) {
    static final KeyDocument NONE = new KeyDocument("", "", "", "", "", "");

    public static KeyDocument read(JsonReader json) throws BadJson {
        String[] parts = {"", "", "", "", "", ""};
        json.object(name -> {
            switch (FoldedNames.folded(name)) {
                case "tenant" -> parts[0] = json.string();
                case "environment" -> parts[1] = json.string();
                case "appid" -> parts[2] = json.string();
                case "servicename" -> parts[3] = json.string();
                case "alias" -> parts[4] = json.string();
                case "version" -> parts[5] = json.string();
                default -> json.skip();
            }
        });
        return new KeyDocument(parts[0], parts[1], parts[2], parts[3], parts[4], parts[5]);
    }

    /** The fields, within an object that was begun. */
    public void write(JsonGenerator json) {
        JsonText.text(json, "tenant", tenant);
        JsonText.text(json, "environment", environment);
        JsonText.text(json, "appId", appId);
        JsonText.text(json, "serviceName", serviceName);
        JsonText.text(json, "alias", alias);
        JsonText.text(json, "version", version);
    }
}
