package io.mesher.control.admin.resource;

import io.mesher.core.route.AllOf;
import io.mesher.core.route.CallerIs;
import io.mesher.core.route.Condition;
import io.mesher.core.route.RequestMatch;
import io.mesher.core.route.TextTest;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;

/**
 * What a rule asks of a request, in CSE Mesher's shape, which leaves no key out and has places for caller and header fields only.
 * All of it stands as a text in {@code condition}, which readers of CSE Mesher's shape pass over.
 */
final class MatchJson {
    private final RequestMatch match;
    private final String refer;
    private final Map<String, Map<String, String>> fields = new TreeMap<>();
    private final Map<String, String> sourceTags = new TreeMap<>();
    private String source = "";

    /** @param refer the name of the match policy that it refers to, or empty */
    MatchJson(RequestMatch match, String refer) {
        this.match = match;
        this.refer = refer;
        add(match);
        if (match instanceof AllOf all) {
            all.parts().forEach(this::add);
        }
    }

    private void add(RequestMatch part) {
        if (part instanceof CallerIs caller) {
            source = caller.source();
            sourceTags.putAll(caller.tags());
        } else if (part instanceof Condition condition && condition.part() == Condition.Part.FIELD) {
            Map<String, String> tests = fields.computeIfAbsent(condition.name(), _ -> new TreeMap<>());
            for (TextTest test : condition.tests()) {
                tests.put(test.operator().written(), test.operand());
                if (test.ignoresCase()) {
                    tests.put("caseInsensitive", "true");
                }
            }
        }
    }

    void write(JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("refer", refer);
        json.writeStringProperty("source", source);
        json.writeName("sourceTags");
        texts(json, sourceTags);
        json.writeName("httpHeaders");
        if (fields.isEmpty()) {
            json.writeNull();
        } else {
            json.writeStartObject();
            fields.forEach((name, tests) -> {
                json.writeName(name);
                texts(json, tests);
            });
            json.writeEndObject();
        }
        json.writeNullProperty("headers");
        if (match != RequestMatch.ANY) {
            json.writeStringProperty("condition", match.toString());
        }
        json.writeEndObject();
    }

    private static void texts(JsonGenerator json, Map<String, String> texts) {
        if (texts.isEmpty()) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        texts.forEach(json::writeStringProperty);
        json.writeEndObject();
    }
}
