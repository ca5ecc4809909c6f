package io.mesher.app.config.read;

import io.mesher.app.config.keys.NearestKey;
import io.mesher.app.config.source.Shown;
import io.mesher.app.config.source.Value;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names with values within a rule. What is wrong goes to the faults, and reading goes on. */
public final class NestedMap {
    private final Map<String, Value> values;
    private final String place;
    private final String path;
    private final Faults faults;

    private NestedMap(Map<String, Value> values, String place, String path, Faults faults) {
        this.values = values;
        this.place = place;
        this.path = path;
        this.faults = faults;
    }

    /** Of a value that isn't a map: without names, and a fault. */
    public static NestedMap of(Value value, String path, Faults faults, String expected) {
        if (value instanceof Value.Keys keys) {
            return new NestedMap(keys.values(), value.place(), path, faults);
        }
        faults.add(value.place(), path, Faults.kind(value) + " (expected: " + expected + ")");
        return new NestedMap(Map.of(), value.place(), path, faults);
    }

    /** The same, but only with these names. */
    public static NestedMap of(Value value, String path, Faults faults, List<String> names) {
        String expected = String.join(", ", names);
        NestedMap map = of(value, path, faults, "a map with " + expected);
        for (Map.Entry<String, Value> entry : map.values.entrySet()) {
            if (!names.contains(entry.getKey())) {
                map.fault(
                        entry.getValue().place(),
                        entry.getKey(),
                        "unknown (expected: " + expected
                                + (faults.isFull() ? "" : NearestKey.hint(entry.getKey(), names)) + ")");
            }
        }
        return map;
    }

    public Map<String, Value> values() {
        return values;
    }

    public String place() {
        return place;
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    public @Nullable Value find(String name) {
        return values.get(name);
    }

    /** The path of a name within the rules. */
    public String path(String name) {
        String shown = Shown.text(name);
        return path.isEmpty() ? shown : path + (path.endsWith(",") ? " " : ".") + shown;
    }

    public void fault(String message) {
        faults.add(place, path, message);
    }

    public void fault(String at, String name, String message) {
        faults.add(at, path(name), message);
    }

    public <T> T read(String name, T fallback, Parser<T> parser) {
        Value value = values.get(name);
        if (value == null) {
            return fallback;
        }
        if (!(value instanceof Value.Scalar scalar)) {
            fault(value.place(), name, Faults.kind(value) + " (expected: " + parser.expected() + ")");
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
