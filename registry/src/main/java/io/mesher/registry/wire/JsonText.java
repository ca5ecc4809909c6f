package io.mesher.registry.wire;

import io.mesher.net.server.JsonSetup;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/** Writes compact JSON as the registry does: what is empty is left out, but for what {@code always} writes. */
public final class JsonText {
    private JsonText() {}

    /** An object as a document, in UTF-8. */
    public static byte[] object(Consumer<JsonGenerator> fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        object(bytes, fields);
        return bytes.toByteArray();
    }

    /** Likewise, piece by piece. The stream stays open. */
    public static void object(OutputStream to, Consumer<JsonGenerator> fields) {
        try (JsonGenerator json = JsonSetup.FACTORY.createGenerator(ObjectWriteContext.empty(), to)) {
            json.writeStartObject();
            fields.accept(json);
            json.writeEndObject();
        }
    }

    public static void always(JsonGenerator json, String name, String value) {
        json.writeStringProperty(name, value);
    }

    public static void text(JsonGenerator json, String name, String value) {
        if (!value.isEmpty()) {
            json.writeStringProperty(name, value);
        }
    }

    public static void number(JsonGenerator json, String name, long value) {
        if (value != 0) {
            json.writeNumberProperty(name, value);
        }
    }

    public static void texts(JsonGenerator json, String name, List<String> values) {
        list(json, name, values, JsonGenerator::writeString);
    }

    public static void map(JsonGenerator json, String name, Map<String, String> values) {
        if (!values.isEmpty()) {
            json.writeObjectPropertyStart(name);
            values.forEach(json::writeStringProperty);
            json.writeEndObject();
        }
    }

    /** Objects: {@code fields} writes those of one item. */
    public static <T> void objects(
            JsonGenerator json, String name, Collection<T> items, BiConsumer<JsonGenerator, T> fields) {
        list(json, name, items, (to, item) -> {
            to.writeStartObject();
            fields.accept(to, item);
            to.writeEndObject();
        });
    }

    private static <T> void list(
            JsonGenerator json, String name, Collection<T> items, BiConsumer<JsonGenerator, T> writer) {
        if (!items.isEmpty()) {
            json.writeArrayPropertyStart(name);
            items.forEach(item -> writer.accept(json, item));
            json.writeEndArray();
        }
    }
}
