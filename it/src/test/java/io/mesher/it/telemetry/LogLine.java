package io.mesher.it.telemetry;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** A line of the access log in JSON, by a parser that isn't Mesher's. */
final class LogLine {
    private LogLine() {}

    /** Fails unless the line is exactly one flat object, in UTF-8. */
    static Map<String, String> parse(String line) {
        Map<String, String> members = new HashMap<>();
        byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);
        try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), bytes)) {
            expect(parser.nextToken(), JsonToken.START_OBJECT, line);
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                if (!parser.nextToken().isScalarValue() || members.put(name, parser.getString()) != null) {
                    throw new AssertionError(name + " is no plain value, or stands there twice: " + line);
                }
            }
            expect(parser.currentToken(), JsonToken.END_OBJECT, line);
            if (parser.nextToken() != null) {
                throw new AssertionError("more than an object: " + line);
            }
        }
        return members;
    }

    private static void expect(JsonToken found, JsonToken expected, String line) {
        if (found != expected) {
            throw new AssertionError(found + " in place of " + expected + ": " + line);
        }
    }
}
