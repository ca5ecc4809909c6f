package io.mesher.it.telemetry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A span as the collector's logging exporter writes it.
 *
 * @param fields by their names there: Trace ID, Parent ID, ID, Name, Kind, Status code, …
 * @param resource attributes of who told it, values with their type: {@code Str(x)}, {@code Int(1)}
 * @param attributes its own, likewise
 */
record CollectedSpan(Map<String, String> fields, Map<String, String> resource, Map<String, String> attributes) {
    private static final Pattern FIELD = Pattern.compile(" {4}(\\w[\\w ]*?) +: (.*)");
    private static final Pattern ATTRIBUTE = Pattern.compile(" {5}-> ([^:]+): (.*)");

    String field(String name) {
        return fields.getOrDefault(name, "");
    }

    static List<CollectedSpan> parse(String output) {
        List<CollectedSpan> spans = new ArrayList<>();
        Map<String, String> resource = Map.of();
        Map<String, String> attributes = Map.of();
        for (String line : output.split("\n", -1)) {
            Matcher field = FIELD.matcher(line);
            Matcher attribute = ATTRIBUTE.matcher(line);
            if (line.startsWith("Resource attributes:")) {
                resource = new LinkedHashMap<>();
                attributes = resource;
            } else if (line.startsWith("Span #")) {
                attributes = new LinkedHashMap<>();
                spans.add(new CollectedSpan(new LinkedHashMap<>(), resource, attributes));
            } else if (field.matches() && !spans.isEmpty()) {
                spans.getLast().fields.put(field.group(1), field.group(2));
            } else if (attribute.matches()) {
                attributes.put(attribute.group(1), attribute.group(2));
            }
        }
        return spans;
    }
}
