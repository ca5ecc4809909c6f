package io.mesher.registry.server;

import io.mesher.registry.store.Found;
import io.mesher.registry.store.InstanceEntry;
import io.mesher.registry.wire.ErrorDocument;
import io.mesher.registry.wire.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/** What became of the finds of one kind in a batch, by their place in it. */
final class BatchResult {
    private record Updated(int index, Found found) {}

    private record Failed(ErrorDocument error, List<Integer> indexes) {}

    private final List<Updated> updated = new ArrayList<>();
    private final List<Integer> notModified = new ArrayList<>();

    /** By error code, since that is how clients expect them. */
    private final Map<String, Failed> failed = new LinkedHashMap<>();

    void updated(int index, Found found) {
        updated.add(new Updated(index, found));
    }

    void notModified(int index) {
        notModified.add(index);
    }

    void failed(int index, ErrorDocument error) {
        failed.computeIfAbsent(error.errorCode(), _ -> new Failed(error, new ArrayList<>()))
                .indexes()
                .add(index);
    }

    /** Nothing where nothing was asked for. */
    void write(JsonGenerator json, String name) {
        if (updated.isEmpty() && notModified.isEmpty() && failed.isEmpty()) {
            return;
        }
        json.writeObjectPropertyStart(name);
        JsonText.objects(json, "failed", failed.values(), BatchResult::write);
        numbers(json, "notModified", notModified);
        JsonText.objects(json, "updated", updated, BatchResult::write);
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Failed failure) {
        numbers(json, "indexes", failure.indexes());
        json.writeObjectPropertyStart("error");
        failure.error().write(json);
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Updated item) {
        json.writeNumberProperty("index", item.index());
        JsonText.always(json, "rev", item.found().revision());
        List<InstanceEntry> instances = item.found().instances();
        JsonText.objects(
                json,
                "instances",
                instances,
                (to, instance) -> instance.document().write(to));
    }

    private static void numbers(JsonGenerator json, String name, List<Integer> numbers) {
        if (!numbers.isEmpty()) {
            json.writeArrayPropertyStart(name);
            numbers.forEach(json::writeNumber);
            json.writeEndArray();
        }
    }
}
