package io.mesher.app.config.read;

import io.mesher.app.config.source.Shown;
import io.mesher.app.config.source.Value;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with the rules of one service: then none of them is taken. */
public final class Faults {
    private static final int MAX_KEPT = 10;

    /** @param message what is wrong, from the path within the rules on */
    public record Fault(String place, String message) {}

    private final List<Fault> kept = new ArrayList<>();
    private int others;

    /** @param path within the rules, such as {@code rule 2, match.source} */
    public void add(String place, String path, String message) {
        if (kept.size() < MAX_KEPT) {
            String at = path.endsWith(",") ? path.substring(0, path.length() - 1) : path;
            kept.add(new Fault(place, at.isEmpty() ? message : at + ": " + message));
        } else {
            others++;
        }
    }

    public boolean isEmpty() {
        return kept.isEmpty();
    }

    public List<Fault> kept() {
        return kept;
    }

    /** Whether further ones are only counted. */
    public boolean isFull() {
        return kept.size() == MAX_KEPT;
    }

    /** How many more there are. */
    public int others() {
        return others;
    }

    /** The items of a list; of anything else none, and a fault. */
    public List<Value> items(Value value, String path, String expected) {
        if (value instanceof Value.Items list) {
            return list.items();
        }
        add(value.place(), path, kind(value) + " (expected: " + expected + ")");
        return List.of();
    }

    public static String kind(Value value) {
        if (value instanceof Value.Scalar scalar) {
            return scalar.text().isEmpty() ? "empty" : Shown.text(scalar.text());
        }
        return value instanceof Value.Items ? "a list" : "a map";
    }
}
