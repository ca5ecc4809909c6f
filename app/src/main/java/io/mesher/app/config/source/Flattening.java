package io.mesher.app.config.source;

import io.mesher.app.config.keys.CanonicalKeys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns a file's tree into flat keys, {@code a.b.c}. */
final class Flattening {
    /** Far above any configuration; what stops aliases that multiply (the "billion laughs"). */
    static final int MAX_VALUES = 20_000;

    /** Nested keys of 1,024 characters each, thousands of times, would fill the memory. */
    static final int MAX_KEY = 1000;

    /** Of all values together, where an alias counts each time: one text may be named thousands of times. */
    static final int MAX_CHARS = 2 * YamlTree.MAX_BYTES;

    private static final String MERGE = "<<";

    private final String file;
    private final FlatKeys keys;
    private final Placeholders placeholders;
    private final Problems problems;
    /** Written key to the line where it stood first: duplicates may also hide behind dots. */
    private final Map<String, Integer> seen = new HashMap<>();

    private int values;
    private int chars;

    Flattening(String file, FlatKeys keys, Placeholders placeholders, Problems problems) {
        this.file = file;
        this.keys = keys;
        this.placeholders = placeholders;
        this.problems = problems;
    }

    // instanceof rather than switches over the types: see KeyReader.
    void add(YamlNode root) throws YamlProblem {
        if (root instanceof YamlNode.Mapping mapping) {
            fields("", mapping, false);
        } else if (!(root instanceof YamlNode.Scalar scalar && scalar.isNull())) {
            throw new YamlProblem(root.line(), "not a map (expected: keys with values, such as admin.enable: true)");
        }
    }

    /** @param merged whether it comes from a {@code <<}: then keys that stand there themselves go first */
    private void fields(String prefix, YamlNode.Mapping mapping, boolean merged) throws YamlProblem {
        Map<String, Integer> names = new HashMap<>();
        for (YamlNode.Field field : mapping.fields()) {
            count(field.value());
            String name = name(field.key());
            if (name == null || name.equals(MERGE)) {
                continue;
            }
            Integer first = names.putIfAbsent(name, field.key().line());
            if (first != null) {
                duplicate(
                        prefix.isEmpty() ? name : prefix + "." + name,
                        first,
                        field.key().line());
            } else {
                field(prefix.isEmpty() ? name : prefix + "." + name, field, merged);
            }
        }
        for (YamlNode.Field field : mapping.fields()) {
            if (field.key() instanceof YamlNode.Scalar key && key.text().equals(MERGE)) {
                merge(prefix, field.value());
            }
        }
    }

    private void merge(String prefix, YamlNode value) throws YamlProblem {
        if (value instanceof YamlNode.Mapping mapping) {
            fields(prefix, mapping, true);
        } else if (value instanceof YamlNode.Sequence list) {
            for (YamlNode item : list.items()) {
                count(item);
                merge(prefix, item);
            }
        } else {
            problems.error(at(value.line()), MERGE, "a value (expected: an alias of a map, such as *defaults)");
        }
    }

    private @Nullable String name(YamlNode key) {
        if (key instanceof YamlNode.Scalar scalar
                && !scalar.isNull()
                && !scalar.text().isEmpty()) {
            return scalar.text();
        }
        problems.error(at(key.line()), "", "a key that isn't text (expected: a name)");
        return null;
    }

    private void field(String key, YamlNode.Field field, boolean merged) throws YamlProblem {
        int line = field.key().line();
        if (key.length() > MAX_KEY) {
            throw new YamlProblem(line, "a key of more than " + MAX_KEY + " characters, with those above it");
        }
        if (field.value() instanceof YamlNode.Mapping below) {
            fields(key, below, merged);
            return;
        }
        Integer first = seen.putIfAbsent(key, line);
        if (first != null) {
            if (!merged) {
                duplicate(key, first, line);
            }
            return;
        }
        if (!(field.value() instanceof YamlNode.Scalar scalar && scalar.isNull())) {
            keys.add(new Entry(CanonicalKeys.of(key), key, value(key, field.value())));
        }
    }

    private void duplicate(String key, int first, int line) {
        problems.error(at(line), key, "duplicate key, first at line " + first + " (expected: each key once)");
    }

    private Value value(String key, YamlNode node) throws YamlProblem {
        String place = at(node.line());
        if (node instanceof YamlNode.Scalar scalar) {
            return new Value.Scalar(placeholders.expand(scalar.text(), place, key), place);
        }
        if (node instanceof YamlNode.Mapping mapping) {
            return new Value.Keys(values(key, mapping), place);
        }
        YamlNode.Sequence list = (YamlNode.Sequence) node;
        List<Value> items = new ArrayList<>();
        for (YamlNode item : list.items()) {
            count(item);
            items.add(value(key, item));
        }
        return new Value.Items(List.copyOf(items), place);
    }

    private Map<String, Value> values(String key, YamlNode.Mapping mapping) throws YamlProblem {
        Map<String, Value> values = new LinkedHashMap<>();
        for (YamlNode.Field field : mapping.fields()) {
            count(field.value());
            String name = name(field.key());
            if (name == null) {
                continue;
            }
            // Empty, not absent: in a rule a name without a value must not silently widen what it matches.
            Value value = field.value() instanceof YamlNode.Scalar scalar && scalar.isNull()
                    ? new Value.Scalar("", at(scalar.line()))
                    : value(key, field.value());
            if (values.putIfAbsent(name, value) != null) {
                problems.error(
                        at(field.key().line()), key, "duplicate key " + Shown.key(name) + " (expected: each key once)");
            }
        }
        return values;
    }

    private void count(YamlNode node) throws YamlProblem {
        if (++values > MAX_VALUES) {
            throw new YamlProblem(node.line(), "too many values (expected: at most " + MAX_VALUES + ")");
        }
        if (node instanceof YamlNode.Scalar scalar && (chars += scalar.text().length()) > MAX_CHARS) {
            throw new YamlProblem(node.line(), "too much text, aliases replaced (expected: at most 8 MiB)");
        }
    }

    private String at(int line) {
        return file + ":" + line;
    }
}
