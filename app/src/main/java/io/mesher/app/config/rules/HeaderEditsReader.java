package io.mesher.app.config.rules;

import io.mesher.app.config.read.BadValue;
import io.mesher.app.config.read.Faults;
import io.mesher.app.config.read.FieldNames;
import io.mesher.app.config.read.NestedMap;
import io.mesher.app.config.read.Parser;
import io.mesher.app.config.source.Shown;
import io.mesher.app.config.source.Value;
import io.mesher.core.route.HeaderEdits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** {@code {set: {}, add: {}, remove: []}}: changes of a message's header fields. */
final class HeaderEditsReader {
    private static final String SET = "set";
    private static final String ADD = "add";
    private static final String REMOVE = "remove";
    private static final int MAX = 100;

    private final Faults faults;

    HeaderEditsReader(Faults faults) {
        this.faults = faults;
    }

    HeaderEdits read(Value value, String path) {
        NestedMap map = NestedMap.of(value, path, faults, List.of(SET, ADD, REMOVE));
        return new HeaderEdits(removed(map), fields(map, SET), fields(map, ADD));
    }

    private List<String> removed(NestedMap map) {
        List<String> names = new ArrayList<>();
        Value value = map.find(REMOVE);
        if (value == null) {
            return names;
        }
        for (Value item : faults.items(value, map.path(REMOVE), "a list of names")) {
            if (item instanceof Value.Scalar scalar) {
                checkName(scalar.text(), item.place(), map.path(REMOVE));
                names.add(scalar.text());
            } else {
                faults.add(item.place(), map.path(REMOVE), Faults.kind(item) + " (expected: a name)");
            }
        }
        checkCount(names.size(), value, map.path(REMOVE));
        return names;
    }

    private Map<String, String> fields(NestedMap map, String name) {
        Map<String, String> fields = new HashMap<>();
        Value value = map.find(name);
        if (value == null) {
            return fields;
        }
        NestedMap written = NestedMap.of(value, map.path(name), faults, "names with values");
        Set<String> seen = new HashSet<>();
        for (Map.Entry<String, Value> field : written.values().entrySet()) {
            checkName(field.getKey(), field.getValue().place(), map.path(name));
            if (!seen.add(field.getKey().toLowerCase(Locale.ROOT))) {
                written.fault(field.getValue().place(), field.getKey(), "twice, in different case (expected: once)");
            }
            fields.put(field.getKey(), written.read(field.getKey(), "", new FieldValue()));
        }
        checkCount(fields.size(), value, map.path(name));
        return fields;
    }

    private void checkName(String name, String place, String path) {
        if (!FieldNames.isToken(name)) {
            faults.add(place, path, Shown.value("", name) + ": not a name (expected: " + FieldNames.EXPECTED + ")");
        } else if (FieldNames.isMeshersOwn(name)) {
            faults.add(place, path, name + " can't be changed: Mesher sets it");
        }
    }

    private void checkCount(int count, Value value, String path) {
        if (count > MAX) {
            faults.add(value.place(), path, count + " fields (expected: at most " + MAX + ")");
        }
    }

    /** As RFC 9110 §5.5 has it, and as bytes can carry it. */
    private record FieldValue() implements Parser<String> {
        private static final int MAX_CHARS = 4096;

        @Override
        public String parse(String text) throws BadValue {
            for (int i = 0; i < text.length(); i++) {
                if (Character.isISOControl(text.charAt(i)) || text.charAt(i) > 0xff) {
                    throw BadValue.expected(expected());
                }
            }
            if (text.length() > MAX_CHARS) {
                throw BadValue.expected(expected());
            }
            return text;
        }

        @Override
        public String expected() {
            return "at most " + MAX_CHARS + " characters of ISO 8859-1 without control characters";
        }
    }
}
