package io.mesher.net.server;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The paths of an API, each with its methods and a target of the API's own. Filled before the first request, and not changed
 * afterwards.
 */
public final class ApiRoutes<T> {
    /** By the number of segments, so that only a handful must be compared. */
    private final Map<Integer, List<Entry<T>>> byLength = new HashMap<>();

    public ApiRoutes() {}

    /** @param literal whether no segment is a variable */
    private record Entry<T>(List<String> segments, boolean literal, Collection<String> methods, T target) {
        boolean isVariable(int segment) {
            return !literal && segments.get(segment).startsWith(":");
        }

        boolean matches(List<String> path) {
            for (int i = 0; i < segments.size(); i++) {
                if (isVariable(i) ? path.get(i).isEmpty() : !segments.get(i).equals(path.get(i))) {
                    return false;
                }
            }
            return true;
        }

        Map<String, String> variables(List<String> path) {
            Map<String, String> variables = new LinkedHashMap<>();
            for (int i = 0; i < segments.size(); i++) {
                if (isVariable(i)) {
                    variables.put(segments.get(i).substring(1), path.get(i));
                }
            }
            return variables;
        }
    }

    /** What a method and a path lead to. */
    public sealed interface Match<T> {
        /** @param variables by name, as they came: still percent-encoded; the caller's own */
        record Found<T>(T target, Map<String, String> variables) implements Match<T> {}

        /**
         * The path exists, but not with this method.
         *
         * @param allowed in alphabetical order
         * @param target the first one at this path
         */
        record OtherMethods<T>(Collection<String> allowed, T target) implements Match<T> {}

        record Nothing<T>() implements Match<T> {}
    }

    /**
     * Adds a route. Of several that match a request, the one added first is found.
     *
     * @param pattern a path; a segment that begins with a colon is a variable, which stands for any text but the empty one
     */
    public void add(Collection<String> methods, String pattern, T target) {
        add(new Entry<>(segments(pattern), false, methods, target));
    }

    /** @param path without variables, whatever its segments begin with */
    public void addLiteral(Collection<String> methods, String path, T target) {
        add(new Entry<>(segments(path), true, methods, target));
    }

    private void add(Entry<T> entry) {
        byLength.computeIfAbsent(entry.segments.size(), _ -> new ArrayList<>()).add(entry);
    }

    private static List<String> segments(String path) {
        return List.of(path.split("/", -1));
    }

    /** @param path as it came, without the query */
    public Match<T> find(String method, String path) {
        List<String> segments = segments(path);
        List<Entry<T>> matching = new ArrayList<>();
        for (Entry<T> entry : byLength.getOrDefault(segments.size(), List.of())) {
            if (entry.matches(segments)) {
                if (entry.methods.contains(method)) {
                    return new Match.Found<>(entry.target, entry.variables(segments));
                }
                matching.add(entry);
            }
        }
        if (matching.isEmpty()) {
            return new Match.Nothing<>();
        }
        TreeSet<String> allowed = new TreeSet<>();
        matching.forEach(entry -> allowed.addAll(entry.methods));
        return new Match.OtherMethods<>(allowed, matching.getFirst().target);
    }
}
