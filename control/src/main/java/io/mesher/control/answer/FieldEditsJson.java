package io.mesher.control.answer;

import io.mesher.core.route.HeaderEdits;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;

/** Changes of a message's fields. */
public final class FieldEditsJson {
    private FieldEditsJson() {}

    /** One property; left out where nothing is changed. */
    public static void write(JsonGenerator json, String name, HeaderEdits edits) {
        if (edits.isEmpty()) {
            return;
        }
        json.writeObjectPropertyStart(name);
        json.writeArrayPropertyStart("remove");
        edits.remove().forEach(json::writeString);
        json.writeEndArray();
        texts(json, "set", edits.set());
        texts(json, "add", edits.add());
        json.writeEndObject();
    }

    private static void texts(JsonGenerator json, String name, Map<String, String> texts) {
        json.writeObjectPropertyStart(name);
        new TreeMap<>(texts).forEach(json::writeStringProperty);
        json.writeEndObject();
    }
}
