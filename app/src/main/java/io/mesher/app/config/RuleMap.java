package io.mesher.app.config;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names with values within a rule. What is wrong goes to the faults, and reading goes on. */
final class RuleMap {
    private static final int LONGEST_COMPARED = 50;

    private final Map<String, Value> values;
    private final String place;
    private final String path;
    private final RuleFaults faults;

    private RuleMap(Map<String, Value> values, String place, String path, RuleFaults faults) {
        this.values = values;
        this.place = place;
        this.path = path;
        this.faults = faults;
    }

    /** Of a value that isn't a map: without names, and a fault. */
    static RuleMap of(Value value, String path, RuleFaults faults, String expected) {
        if (value instanceof Value.Keys keys) {
            return new RuleMap(keys.values(), value.place(), path, faults);
        }
        faults.add(value.place(), path, RuleFaults.kind(value) + " (expected: " + expected + ")");
        return new RuleMap(Map.of(), value.place(), path, faults);
    }

    /** The same, but only with these names. */
    static RuleMap of(Value value, String path, RuleFaults faults, List<String> names) {
        String expected = String.join(", ", names);
        RuleMap map = of(value, path, faults, "a map with " + expected);
        for (Map.Entry<String, Value> entry : map.values.entrySet()) {
            if (!names.contains(entry.getKey())) {
                map.fault(
                        entry.getValue().place(),
                        entry.getKey(),
                        "unknown (expected: " + expected + nearest(entry.getKey(), names) + ")");
            }
        }
        return map;
    }

    static String nearest(String name, List<String> names) {
        String best = "";
        int bestDistance = name.length() > LONGEST_COMPARED ? 0 : 4;
        for (String candidate : names) {
            int distance = NearestKey.distance(name, candidate);
            if (distance < bestDistance && distance < candidate.length()) {
                best = candidate;
                bestDistance = distance;
            }
        }
        return best.isEmpty() ? "" : "; did you mean " + best + "?";
    }

    Map<String, Value> values() {
        return values;
    }

    String place() {
        return place;
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    @Nullable Value find(String name) {
        return values.get(name);
    }

    /** The path of a name within the rules. */
    String path(String name) {
        String shown = Shown.text(name);
        return path.isEmpty() ? shown : path + (path.endsWith(",") ? " " : ".") + shown;
    }

    void fault(String message) {
        faults.add(place, path, message);
    }

    void fault(String at, String name, String message) {
        faults.add(at, path(name), message);
    }

    <T> T read(String name, T fallback, KeyReader.Parser<T> parser) {
        Value value = values.get(name);
        if (value == null) {
            return fallback;
        }
        if (!(value instanceof Value.Scalar scalar)) {
            fault(value.place(), name, RuleFaults.kind(value) + " (expected: " + parser.expected() + ")");
            return fallback;
        }
        try {
            return parser.parse(scalar.text().strip());
        } catch (BadValue e) {
            fault(value.place(), name, Shown.value(name, scalar.text().strip()) + e.why());
            return fallback;
        }
    }
}
