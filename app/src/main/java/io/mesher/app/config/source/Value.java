package io.mesher.app.config.source;

import io.mesher.app.config.keys.Keys;
import java.util.List;
import java.util.Map;

/** The value of a key, with the place where it stands. */
public sealed interface Value {
    /** {@code file:line} or {@code environment NAME}. */
    String place();

    /** Whether it says the same; where it stands doesn't matter. */
    boolean sameAs(Value other);

    /**
     * A single value.
     *
     * @param text as it was written, placeholders expanded; the reader of the key gives it a type
     */
    record Scalar(String text, String place) implements Value {
        @Override
        public boolean sameAs(Value other) {
            return other instanceof Scalar scalar && scalar.text.equals(text);
        }
    }

    /** A list. */
    record Items(List<Value> items, String place) implements Value {
        @Override
        public boolean sameAs(Value other) {
            if (!(other instanceof Items list) || list.items.size() != items.size()) {
                return false;
            }
            for (int i = 0; i < items.size(); i++) {
                if (!items.get(i).sameAs(list.items.get(i))) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Keys inside a list. */
    record Keys(Map<String, Value> values, String place) implements Value {
        @Override
        public boolean sameAs(Value other) {
            if (!(other instanceof Keys keys) || keys.values.size() != values.size()) {
                return false;
            }
            for (Map.Entry<String, Value> entry : values.entrySet()) {
                Value theirs = keys.values.get(entry.getKey());
                if (theirs == null || !theirs.sameAs(entry.getValue())) {
                    return false;
                }
            }
            return true;
        }
    }
}
