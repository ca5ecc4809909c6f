package io.mesher.control.admin.resource;

import io.mesher.control.admin.source.Condition;
import io.mesher.control.admin.source.ReadyState;
import io.mesher.control.answer.Json;
import io.mesher.core.name.ServiceIdentity;
import java.util.List;
import java.util.function.Supplier;
import tools.jackson.core.JsonGenerator;

/** {@code /v1/mesher/health} in CSE Mesher's shape, which leaves empty texts out, and Mesher's conditions; its red comes with 500. */
public record HealthResource(
        ServiceIdentity identity, Supplier<ReadyState> readiness, Supplier<List<Condition>> conditions)
        implements Reading {
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
            write(json, conditions.get());
            json.writeEndObject();
        }));
    }

    private static void write(JsonGenerator json, List<Condition> conditions) {
        if (conditions.isEmpty()) {
            return;
        }
        json.writeArrayPropertyStart("conditions");
        for (Condition condition : conditions) {
            json.writeStartObject();
            json.writeStringProperty("name", condition.name());
            json.writeBooleanProperty("good", condition.good());
            json.writeStringProperty("text", condition.text());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void optional(JsonGenerator json, String name, String value) {
        if (!value.isEmpty()) {
            json.writeStringProperty(name, value);
        }
    }
}
