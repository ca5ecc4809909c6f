package io.mesher.control.admin.resource;

import io.mesher.control.admin.source.ReadyState;
import io.mesher.control.answer.Json;
import io.mesher.core.name.ServiceIdentity;
import java.util.function.Supplier;
import tools.jackson.core.JsonGenerator;

/** {@code /v1/mesher/health} in CSE Mesher's shape, which leaves empty texts out; its red comes with 500. */
public record HealthResource(ServiceIdentity identity, Supplier<ReadyState> readiness) implements Reading {
    @Override
    public AdminResponse respond(String argument) {
        return switch (readiness.get()) {
            case ReadyState.Ready() -> answer(200, "green", "");
            case ReadyState.NotReady(String reason) -> answer(500, "red", reason);
        };
    }

    private AdminResponse answer(int status, String colour, String error) {
        return AdminResponse.json(status, Json.print(json -> {
            json.writeStartObject();
            optional(json, "serviceName", identity.name());
            optional(json, "version", identity.version());
            json.writeStringProperty("status", colour);
            json.writeBooleanProperty("connectedMonitoring", false);
            optional(json, "error", error);
            json.writeEndObject();
        }));
    }

    private static void optional(JsonGenerator json, String name, String value) {
        if (!value.isEmpty()) {
            json.writeStringProperty(name, value);
        }
    }
}
