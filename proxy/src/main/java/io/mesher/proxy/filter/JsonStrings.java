package io.mesher.proxy.filter;

import io.mesher.net.server.JsonSetup;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** JSON objects whose values are all strings. */
final class JsonStrings {
    private JsonStrings() {}

    /** Null when it is anything else, or no JSON. */
    static @Nullable Map<String, String> parse(byte[] json) {
        Map<String, String> strings = new LinkedHashMap<>();
        try (JsonParser parser = JsonSetup.untrusted(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                if (parser.nextToken() != JsonToken.VALUE_STRING) {
                    return null;
                }
                strings.put(name, parser.getString());
            }
            return parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null ? strings : null;
        } catch (JacksonException _) {
            return null;
        }
    }

    static String write(Map<String, String> strings) {
        String text = JsonSetup.compact(json -> {
            json.writeStartObject();
            strings.forEach(json::writeStringProperty);
            json.writeEndObject();
        });
        // JSON allows DEL within strings, a field's value doesn't (RFC 9110 §5.5).
        return text.replace("\u007f", "\\u007f");
    }
}
