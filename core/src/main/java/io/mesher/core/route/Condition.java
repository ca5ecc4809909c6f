package io.mesher.core.route;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text of the request passes all tests. One that isn't there is empty, as in CSE Mesher.
 *
 * @param name of the field, parameter or cookie; empty for the path
 * @param filled whether an empty one doesn't match, whatever the tests say
 */
public record Condition(Part part, String name, List<TextTest> tests, boolean filled) implements RequestMatch {
    /** Where the text is found. */
    public enum Part {
        FIELD("header"),
        PATH("path"),
        QUERY("query"),
        COOKIE("cookie");

        private final String written;

        Part(String written) {
            this.written = written;
        }
    }

    public Condition {
        tests = List.copyOf(tests);
    }

    @Override
    public boolean matches(RequestFacts request) {
        String found = find(request);
        String text = found == null ? "" : found;
        if (filled && text.isEmpty()) {
            return false;
        }
        for (int i = 0; i < tests.size(); i++) {
            if (!tests.get(i).holds(text)) {
                return false;
            }
        }
        return true;
    }

    private @Nullable String find(RequestFacts request) {
        return switch (part) {
            case FIELD -> request.field(name);
            case PATH -> request.path();
            case QUERY -> request.query(name);
            case COOKIE -> request.cookie(name);
        };
    }

    @Override
    public String toString() {
        StringBuilder words = new StringBuilder(part.written);
        words.append(name.isEmpty() ? "" : " ").append(name);
        for (int i = 0; i < tests.size(); i++) {
            words.append(i == 0 ? " " : ", ").append(tests.get(i));
        }
        return words.toString();
    }
}
