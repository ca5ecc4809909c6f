package io.mesher.proxy.filter;

import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** JSON objects whose values are all strings. */
final class JsonStrings {
    private JsonStrings() {}

    /** Null when it is anything else, or no JSON. */
    static @Nullable Map<String, String> parse(byte[] json) {
        Map<String, String> strings = new LinkedHashMap<>();
        try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), json)) {
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
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
            generator.writeStartObject();
            strings.forEach(generator::writeStringProperty);
            generator.writeEndObject();
        }
        // JSON allows DEL within strings, a field's value doesn't (RFC 9110 §5.5).
        return text.toString().replace("\u007f", "\\u007f");
    }
}
