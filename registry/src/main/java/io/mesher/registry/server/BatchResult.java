package io.mesher.registry.server;

import io.mesher.net.http.Ascii;
import io.mesher.registry.store.Found;
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

    boolean isEmpty() {
        return updated.isEmpty() && notModified.isEmpty() && failed.isEmpty();
    }

    /** An object. What was found isn't written anew: it may be thousands of instances. */
    void writeTo(BoundedBytes to) {
        byte[] others = JsonText.object(json -> {
            JsonText.objects(json, "failed", failed.values(), BatchResult::write);
            numbers(json, "notModified", notModified);
        });
        if (updated.isEmpty()) {
            to.write(others);
            return;
        }
        to.write(others, 0, others.length - 1);
        to.write(Ascii.bytes(others.length > 2 ? ",\"updated\":[" : "\"updated\":["));
        for (int i = 0; i < updated.size(); i++) {
            if (i > 0) {
                to.write(',');
            }
            write(to, updated.get(i));
        }
        to.write(Ascii.bytes("]}"));
    }

    /** The find's own answer, with two fields before its first. */
    private static void write(BoundedBytes to, Updated item) {
        byte[] found = item.found().json();
        String begin =
                "{\"index\":" + item.index() + ",\"rev\":\"" + item.found().revision() + "\"";
        to.write(Ascii.bytes(found.length > 2 ? begin + "," : begin));
        to.write(found, 1, found.length - 1);
    }

    private static void write(JsonGenerator json, Failed failure) {
        numbers(json, "indexes", failure.indexes());
        json.writeObjectPropertyStart("error");
        failure.error().write(json);
        json.writeEndObject();
    }

    private static void numbers(JsonGenerator json, String name, List<Integer> numbers) {
        if (!numbers.isEmpty()) {
            json.writeArrayPropertyStart(name);
            numbers.forEach(json::writeNumber);
            json.writeEndArray();
        }
    }
}
