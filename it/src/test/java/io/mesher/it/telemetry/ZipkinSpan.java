package io.mesher.it.telemetry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A span as Zipkin shows it. Zipkin writes names of spans and services in small letters. Texts that it doesn't show are empty.
 *
 * @param parentId empty: the trace begins here
 * @param kind CLIENT, SERVER or empty
 * @param service that told it
 * @param remote service at the other side
 */
public record ZipkinSpan(
        String traceId,
        String id,
        String parentId,
        String kind,
        String name,
        long timestampMicros,
        long durationMicros,
        String service,
        String remote,
        Map<String, String> tags) {

    /** @param json a list of spans: a trace */
    static List<ZipkinSpan> parse(String json) {
        try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), json)) {
            List<ZipkinSpan> spans = new ArrayList<>();
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw new AssertionError("no trace: " + json);
            }
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                Map<String, String> values = new HashMap<>();
                read(parser, "", values);
                spans.add(of(values));
            }
            return List.copyOf(spans);
        }
    }

    private static ZipkinSpan of(Map<String, String> values) {
        Map<String, String> tags = new HashMap<>();
        values.forEach((key, value) -> {
            if (key.startsWith("tags/")) {
                tags.put(key.substring("tags/".length()), value);
            }
        });
        return new ZipkinSpan(
                values.getOrDefault("traceId", ""),
                values.getOrDefault("id", ""),
                values.getOrDefault("parentId", ""),
                values.getOrDefault("kind", ""),
                values.getOrDefault("name", ""),
                Long.parseLong(values.getOrDefault("timestamp", "0")),
                Long.parseLong(values.getOrDefault("duration", "0")),
                values.getOrDefault("localEndpoint/serviceName", ""),
                values.getOrDefault("remoteEndpoint/serviceName", ""),
                Map.copyOf(tags));
    }

    /** Values by their names, behind those of the objects that they are in. */
    private static void read(JsonParser parser, String above, Map<String, String> into) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = above + parser.currentName();
            JsonToken value = parser.nextToken();
            if (value == JsonToken.START_OBJECT) {
                read(parser, name + "/", into);
            } else if (value == JsonToken.START_ARRAY) {
                parser.skipChildren();
            } else {
                into.put(name, parser.getString());
            }
        }
    }
}
