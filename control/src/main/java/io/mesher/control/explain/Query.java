package io.mesher.control.explain;

import java.util.List;
import java.util.Map;

/** The parameters of a question, each with its values, decoded. */
final class Query {
    static final String FORMAT = "format";

    private final Map<String, List<String>> values;

    /** @param known what may be asked */
    Query(Map<String, List<String>> values, List<String> known) throws BadQuery {
        this.values = values;
        for (String name : values.keySet()) {
            if (!known.contains(name)) {
                throw new BadQuery(name + ": unknown parameter (expected: " + String.join(", ", known) + ")");
            }
        }
    }

    List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** Empty where it isn't there. */
    String one(String name) throws BadQuery {
        List<String> all = all(name);
        if (all.size() > 1) {
            throw new BadQuery(name + ": given " + all.size() + " times (expected: once)");
        }
        return all.isEmpty() ? "" : all.getFirst();
    }

    int integer(String name, int fallback, int min, int max) throws BadQuery {
        String text = one(name);
        if (text.isEmpty()) {
            return fallback;
        }
        try {
            int value = Integer.parseInt(text);
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException _) {
            // Said below, with the bounds.
        }
        throw new BadQuery(name + ": " + text + " (expected: " + min + " to " + max + ")");
    }

    boolean wantsText() throws BadQuery {
        return switch (one(FORMAT)) {
            case "", "json" -> false;
            case "text" -> true;
            default -> throw new BadQuery(FORMAT + ": " + one(FORMAT) + " (expected: json or text)");
        };
    }
}
