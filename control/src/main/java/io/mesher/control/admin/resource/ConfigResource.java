package io.mesher.control.admin.resource;

import io.mesher.control.admin.source.ConfigReport;
import io.mesher.control.answer.Json;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JsonGenerator;

/**
 * {@code /v1/mesher/config}: each key that has a value, and where it is from. Read when it is asked for, one at a time: a copy of
 * all keys would be in memory all the time for nearly nobody.
 */
public record ConfigResource(Supplier<ConfigReport> config, AtomicBoolean reading) implements Resource {
    private static final Logger log = LoggerFactory.getLogger(ConfigResource.class);

    public ConfigResource(Supplier<ConfigReport> config) {
        this(config, new AtomicBoolean());
    }

    @Override
    public void respond(AdminRequest request, Consumer<AdminResponse> answer) {
        if (reading.compareAndSet(false, true)) {
            Thread.ofPlatform().daemon().name("admin-config").start(() -> answer.accept(read()));
        } else {
            answer.accept(AdminResponse.text(503, "The files are being read for another request. Ask again.\n"));
        }
    }

    private AdminResponse read() {
        try {
            ConfigReport report = config.get();
            return AdminResponse.json(200, Json.print(json -> write(json, report)));
        } catch (RuntimeException e) {
            log.error("the configuration can't be shown: a defect in Mesher", e);
            return AdminResponse.text(500, "The configuration can't be shown; Mesher's log says why.\n");
        } finally {
            reading.set(false);
        }
    }

    private static void write(JsonGenerator json, ConfigReport report) {
        json.writeStartObject();
        json.writeBooleanProperty("filesChangedSinceStart", report.changed());
        json.writeArrayPropertyStart("refused");
        report.refused().forEach(json::writeString);
        json.writeEndArray();
        json.writeArrayPropertyStart("keys");
        for (ConfigReport.Key key : report.keys()) {
            json.writeStartObject();
            json.writeStringProperty("key", key.name());
            json.writeStringProperty("value", key.value());
            json.writeStringProperty("source", key.source());
            Json.filled(json, "pending", key.pending());
            Json.filled(json, "running", key.running());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberProperty("unlisted", report.unlisted());
        json.writeEndObject();
    }
}
