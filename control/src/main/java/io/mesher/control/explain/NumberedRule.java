package io.mesher.control.explain;

import io.mesher.control.answer.Json;
import io.mesher.core.route.RequestMatch;
import io.mesher.core.route.RouteRule;
import tools.jackson.core.JsonGenerator;

/** Which rule it is, as JSON. */
final class NumberedRule {
    private NumberedRule() {}

    /** @param number among the service's rules, from 1 on */
    static void write(JsonGenerator json, RouteRule rule, int number) {
        json.writeStartObject();
        properties(json, rule, number);
        json.writeEndObject();
    }

    static void properties(JsonGenerator json, RouteRule rule, int number) {
        json.writeNumberProperty("number", number);
        json.writeStringProperty("place", rule.place());
        if (rule.match() != RequestMatch.ANY) {
            Json.filled(json, "condition", rule.match().toString());
        }
    }
}
