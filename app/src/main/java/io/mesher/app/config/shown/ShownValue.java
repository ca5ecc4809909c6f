package io.mesher.app.config.shown;

import io.mesher.app.config.source.Shown;
import io.mesher.app.config.source.Value;
import java.util.Map;

/** A value of any shape as one text, secrets left out. */
public final class ShownValue {
    private static final String HIDDEN = "(hidden)";
    private static final int MAX = 4096;

    private final StringBuilder text = new StringBuilder();

    private ShownValue() {}

    public static String of(String key, Value value) {
        ShownValue shown = new ShownValue();
        shown.add(key, value);
        return shown.text.length() > MAX ? shown.text.substring(0, MAX) + "\u2026" : shown.text.toString();
    }

    private void add(String key, Value value) {
        if (Shown.isSecret(key)) {
            text.append(HIDDEN);
            return;
        }
        switch (value) {
            case Value.Scalar scalar -> text.append(Shown.looksSecret(scalar.text()) ? HIDDEN : scalar.text());
            case Value.Items items -> {
                String between = "[";
                for (Value item : items.items()) {
                    text.append(between);
                    add("", item);
                    between = ", ";
                }
                text.append(items.items().isEmpty() ? "[]" : "]");
            }
            case Value.Keys keys -> {
                String between = "{";
                for (Map.Entry<String, Value> entry : keys.values().entrySet()) {
                    text.append(between).append(entry.getKey()).append(": ");
                    add(entry.getKey(), entry.getValue());
                    between = ", ";
                }
                text.append(keys.values().isEmpty() ? "{}" : "}");
            }
        }
    }
}
