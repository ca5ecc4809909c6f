package io.mesher.control.admin;

import io.mesher.control.answer.Json;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** {@code /v1/mesher/telemetry}: what had to be left out of log, traces and metrics. */
record TelemetryResource(Supplier<Map<String, Long>> counts) implements Reading {
    @Override
    public AdminResponse respond(String argument) {
        Map<String, Long> sorted = new TreeMap<>(counts.get());
        return AdminResponse.json(200, Json.print(json -> {
            json.writeStartObject();
            sorted.forEach(json::writeNumberProperty);
            json.writeEndObject();
        }));
    }
}
