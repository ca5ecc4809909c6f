package io.mesher.app.config.rules;

import io.mesher.app.config.read.Faults;
import io.mesher.app.config.source.Shown;
import io.mesher.app.config.source.Value;
import io.mesher.app.config.source.YamlNode;
import io.mesher.app.config.source.YamlProblem;
import io.mesher.app.config.source.YamlTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** YAML in a string of YAML, as CSE Mesher has its rules; JSON is YAML too. */
final class NestedYaml {
    private final RuleBudget budget;

    NestedYaml(RuleBudget budget) {
        this.budget = budget;
    }

    /** The values of the text, or of what is no string the value itself. Null: a fault was added. */
    @Nullable Value read(Value value, Faults faults) {
        if (!(value instanceof Value.Scalar scalar)) {
            return value;
        }
        Places places = Places.of(scalar);
        try {
            return value(YamlTree.of(scalar.text(), Math.max(0, places.line())), places, faults);
        } catch (YamlProblem e) {
            faults.add(places.at(Math.max(1, e.line())), "", e.text());
            return null;
        }
    }

    /**
     * Where the lines of a text are.
     *
     * @param line in front of the text's first; -1: the text stands on one line, or on none
     */
    private record Places(String outer, int line) {
        /** A block begins after the line of its {@code |}. What has several lines is mostly a block. */
        static Places of(Value.Scalar scalar) {
            String place = scalar.place();
            int colon = place.lastIndexOf(':');
            if (scalar.text().indexOf('\n') < 0 || colon < 0) {
                return new Places(place, -1);
            }
            try {
                return new Places(place.substring(0, colon), Integer.parseInt(place, colon + 1, place.length(), 10));
            } catch (NumberFormatException e) {
                return new Places(place, -1);
            }
        }

        String at(int inner) {
            return line < 0 ? outer : outer + ":" + (line + inner);
        }
    }

    private Value value(YamlNode node, Places places, Faults faults) throws YamlProblem {
        if (!budget.takeValue()) {
            throw new YamlProblem(node.line(), RuleBudget.VALUES);
        }
        String place = places.at(node.line());
        if (node instanceof YamlNode.Scalar scalar) {
            return new Value.Scalar(scalar.isNull() ? "" : scalar.text(), place);
        }
        if (node instanceof YamlNode.Mapping mapping) {
            return new Value.Keys(fields(mapping, places, faults), place);
        }
        List<Value> items = new ArrayList<>();
        for (YamlNode item : ((YamlNode.Sequence) node).items()) {
            items.add(value(item, places, faults));
        }
        return new Value.Items(List.copyOf(items), place);
    }

    private Map<String, Value> fields(YamlNode.Mapping mapping, Places places, Faults faults) throws YamlProblem {
        Map<String, Value> values = new LinkedHashMap<>();
        for (YamlNode.Field field : mapping.fields()) {
            Value value = value(field.value(), places, faults);
            String place = places.at(field.key().line());
            if (!(field.key() instanceof YamlNode.Scalar key) || key.text().isEmpty()) {
                faults.add(place, "", "a key that isn't text (expected: a name)");
            } else if (values.putIfAbsent(key.text(), value) != null) {
                faults.add(place, "", "duplicate key " + Shown.key(key.text()) + " (expected: each key once)");
            }
        }
        return values;
    }
}
