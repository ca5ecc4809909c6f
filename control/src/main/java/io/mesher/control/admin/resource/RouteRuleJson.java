package io.mesher.control.admin.resource;

import io.mesher.core.route.RouteRule;
import io.mesher.core.route.Subset;
import io.mesher.core.route.WeightedSubset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;

/** Parsed rules in CSE Mesher's shape. */
final class RouteRuleJson {
    private RouteRuleJson() {}

    /** An array, in the order in which the rules are tried. */
    static void write(JsonGenerator json, List<RouteRule> rules) {
        json.writeStartArray();
        for (RouteRule rule : rules) {
            json.writeStartObject();
            json.writeNumberProperty("precedence", rule.precedence());
            json.writeArrayPropertyStart("route");
            for (WeightedSubset route : rule.routes()) {
                write(json, route);
            }
            json.writeEndArray();
            json.writeName("match");
            new MatchJson(rule.match(), rule.refer()).write(json);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, WeightedSubset route) {
        Map<String, String> tags = tags(route.subset());
        json.writeStartObject();
        json.writeObjectPropertyStart("tags");
        tags.forEach(json::writeStringProperty);
        json.writeEndObject();
        json.writeNumberProperty("weight", route.weight());
        json.writeStringProperty("Label", label(tags));
        json.writeEndObject();
    }

    /** As rules have them: version and application are tags there. */
    private static Map<String, String> tags(Subset subset) {
        Map<String, String> tags = new TreeMap<>(subset.tags());
        if (!subset.version().isEmpty()) {
            tags.put("version", subset.version());
        }
        if (!subset.app().isEmpty()) {
            tags.put("app", subset.app());
        }
        return tags;
    }

    private static String label(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag -> tag.getKey() + ":" + tag.getValue())
                .collect(Collectors.joining("|"));
    }
}
