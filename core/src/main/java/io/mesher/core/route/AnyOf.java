package io.mesher.core.route;

import java.util.List;

/** Requests that match one of the parts; without parts none. */
public record AnyOf(List<RequestMatch> parts) implements RequestMatch {
    public AnyOf {
        parts = List.copyOf(parts);
    }

    @Override
    public boolean matches(RequestFacts request) {
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i).matches(request)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        StringBuilder words = new StringBuilder("(");
        for (RequestMatch part : parts) {
            words.append(words.length() == 1 ? "" : " or ").append(part);
        }
        return words.append(')').toString();
    }
}
