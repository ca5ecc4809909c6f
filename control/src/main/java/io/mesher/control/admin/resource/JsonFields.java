package io.mesher.control.admin.resource;

import io.mesher.net.server.JsonSetup;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * A request's body: one JSON object of plain values, or nothing.
 *
 * @param problem what is wrong with it, for people; null: it is good
 */
record JsonFields(Map<String, String> values, @Nullable String problem) {
    /** @param known the names that may be there */
    static JsonFields read(AdminRequest request, List<String> known) {
        if (request.text().isBlank()) {
            return new JsonFields(Map.of(), null);
        }
        Map<String, String> values = new TreeMap<>();
        try (JsonParser json = JsonSetup.untrusted(request.body())) {
            String problem = read(json, values);
            if (problem != null) {
                return bad(problem, known);
            }
        } catch (JacksonException _) {
            return bad("not valid JSON", known);
        }
        for (String name : values.keySet()) {
            if (!known.contains(name)) {
                return bad("an unknown field", known);
            }
        }
        return new JsonFields(values, null);
    }

    private static JsonFields bad(String what, List<String> known) {
        return new JsonFields(
                Map.of(), "body: " + what + " (expected: a JSON object with " + String.join(", ", known) + ")\n");
    }

    private static @Nullable String read(JsonParser json, Map<String, String> values) {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            return "not an object";
        }
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (!value.isScalarValue() || value == JsonToken.VALUE_NULL) {
                return "a value that is an object or a list";
            }
            if (values.put(name, json.getString()) != null) {
                return "a duplicate field";
            }
        }
        return json.nextToken() == null ? null : "more than one value";
    }
}
