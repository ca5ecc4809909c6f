package io.mesher.core.route;

import java.util.Map;
import java.util.TreeMap;

/**
 * Who calls.
 *
 * @param source its microservice; empty: any
 * @param tags each of which it must have
 */
public record CallerIs(String source, Map<String, String> tags) implements RequestMatch {
    public CallerIs {
        tags = Map.copyOf(tags);
    }

    @Override
    public boolean matches(RequestFacts request) {
        return (source.isEmpty() || source.equals(request.source()))
                && (tags.isEmpty() || request.sourceTags().entrySet().containsAll(tags.entrySet()));
    }

    @Override
    public String toString() {
        StringBuilder words = new StringBuilder(source.isEmpty() ? "source" : "source ".concat(source));
        new TreeMap<>(tags)
                .forEach((name, value) ->
                        words.append(", ").append(name).append('=').append(value));
        return words.toString();
    }
}
