package io.mesher.app.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rules as they are written: as YAML, or as a text that is YAML, with a place for every part. */
final class RuleTree {
    private RuleTree() {}

    /** What the text of a scalar says; anything else as it is. */
    static Value parsed(Value value) throws BadRule {
        if (!(value instanceof Value.Scalar scalar)) {
            return value;
        }
        String text = scalar.text();
        // A block begins in the line below its key.
        boolean block = text.indexOf('\n') >= 0;
        try {
            return value(YamlTree.of(text), scalar.place(), block);
        } catch (YamlProblem e) {
            throw new BadRule(place(scalar.place(), block, e.line()), String.valueOf(e.getMessage()));
        }
    }

    private static Value value(YamlNode node, String base, boolean block) throws BadRule {
        String place = place(base, block, node.line());
        return switch (node) {
            case YamlNode.Scalar scalar -> new Value.Scalar(scalar.isNull() ? "" : scalar.text(), place);
            case YamlNode.Sequence list -> {
                List<Value> items = new ArrayList<>();
                for (YamlNode item : list.items()) {
                    items.add(value(item, base, block));
                }
                yield new Value.Items(List.copyOf(items), place);
            }
            case YamlNode.Mapping mapping -> {
                Map<String, Value> values = new LinkedHashMap<>();
                for (YamlNode.Field field : mapping.fields()) {
                    Value key = value(field.key(), base, block);
                    if (values.putIfAbsent(text(key), value(field.value(), base, block)) != null) {
                        throw new BadRule(key, Shown.key(text(key)) + " twice", "each key once");
                    }
                }
                yield new Value.Keys(values, place);
            }
        };
    }

    /** {@code conf/router.yaml:3} and line 2 of the block there is {@code conf/router.yaml:5}. */
    private static String place(String base, boolean block, int line) {
        int colon = base.lastIndexOf(':');
        if (!block || line == 0 || colon < 0) {
            return base;
        }
        try {
            return base.substring(0, colon + 1) + (Integer.parseInt(base.substring(colon + 1)) + line);
        } catch (NumberFormatException _) {
            return base + " line " + line;
        }
    }

    static List<Value> list(Value value, String what) throws BadRule {
        if (value instanceof Value.Items list) {
            return list.items();
        }
        throw new BadRule(value, what + ": not a list", "a list, each item with -");
    }

    static Map<String, Value> map(Value value, String what) throws BadRule {
        if (value instanceof Value.Keys keys) {
            return keys.values();
        }
        throw new BadRule(value, what + ": no keys", "keys with values");
    }

    static String text(Value value) throws BadRule {
        if (value instanceof Value.Scalar scalar) {
            return scalar.text();
        }
        throw new BadRule(value, "a list or keys", "a plain value");
    }

    static int integer(Value value, String what, int least, int most) throws BadRule {
        try {
            int number = Integer.parseInt(text(value).strip());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Said below.
        }
        throw new BadRule(value, what + ": " + Shown.text(text(value)), least + " to " + most);
    }

    static boolean bool(Value value, String what) throws BadRule {
        try {
            return new Parsers.Bool().parse(text(value).strip());
        } catch (BadValue e) {
            throw new BadRule(value.place(), what + ": " + Shown.text(text(value)) + e.why());
        }
    }

    /** Whoever mistypes a condition must not get a rule without it. */
    static void only(Map<String, Value> values, String what, List<String> known) throws BadRule {
        for (Map.Entry<String, Value> entry : values.entrySet()) {
            if (!known.contains(entry.getKey())) {
                throw new BadRule(
                        entry.getValue(),
                        what + ": unknown key " + Shown.key(entry.getKey()),
                        String.join(", ", known));
            }
        }
    }
}
