package io.mesher.core.route;

import java.util.List;

/** Requests that match all parts; without parts any. */
public record AllOf(List<RequestMatch> parts) implements RequestMatch {
    public AllOf {
        parts = List.copyOf(parts);
    }

    @Override
    public boolean matches(RequestFacts request) {
        for (int i = 0; i < parts.size(); i++) {
            if (!parts.get(i).matches(request)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        StringBuilder words = new StringBuilder();
        for (RequestMatch part : parts) {
            words.append(words.isEmpty() ? "" : " and ").append(part);
        }
        return words.toString();
    }
}
