package io.mesher.control.admin;

import io.mesher.control.answer.Json;

/** {@code /v1/mesher/version} in the original's shape. There is no Go chassis in this Mesher; the key is for who reads it. */
record VersionResource(BuildInfo build) implements Reading {
    @Override
    public AdminResponse respond(String argument) {
        return AdminResponse.json(200, Json.print(json -> {
            json.writeStartObject();
            json.writeStringProperty("version", build.version());
            json.writeStringProperty("commit", build.commit());
            json.writeStringProperty("built", build.built());
            json.writeStringProperty("Go-Chassis", "");
            json.writeEndObject();
        }));
    }
}
