package io.mesher.core.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The written conditions of a rule, of which all must hold. Immutable.
 *
 * @param source the microservice that calls; empty: any
 * @param sourceTags what is known of the caller
 * @param path tests of the path without the query
 * @param methods in upper case; empty: any
 * @param referred another set of conditions, by its name; null: none
 */
public record Conditions(
        String source,
        Map<String, String> sourceTags,
        List<NamedTests> fields,
        List<TextTest> path,
        Set<String> methods,
        List<NamedTests> queries,
        List<NamedTests> cookies,
        @Nullable AnyOf referred)
        implements RequestMatch {
    public Conditions {
        sourceTags = Map.copyOf(sourceTags);
        fields = List.copyOf(fields);
        path = List.copyOf(path);
        methods = Set.copyOf(methods);
        queries = List.copyOf(queries);
        cookies = List.copyOf(cookies);
    }

    @Override
    public boolean matches(RequestFacts request) {
        return (source.isEmpty() || source.equals(request.source()))
                && (sourceTags.isEmpty() || request.sourceTags().entrySet().containsAll(sourceTags.entrySet()))
                && (methods.isEmpty() || methods.contains(request.method()))
                && (path.isEmpty() || NamedTests.allHold(path, request.path()))
                && fieldsMatch(request)
                && queriesMatch(request)
                && cookiesMatch(request)
                && (referred == null || referred.matches(request));
    }

    private boolean fieldsMatch(RequestFacts request) {
        for (int i = 0; i < fields.size(); i++) {
            NamedTests tests = fields.get(i);
            if (!tests.match(request.field(tests.name()))) {
                return false;
            }
        }
        return true;
    }

    private boolean queriesMatch(RequestFacts request) {
        for (int i = 0; i < queries.size(); i++) {
            NamedTests tests = queries.get(i);
            if (!tests.match(request.query(tests.name()))) {
                return false;
            }
        }
        return true;
    }

    private boolean cookiesMatch(RequestFacts request) {
        for (int i = 0; i < cookies.size(); i++) {
            NamedTests tests = cookies.get(i);
            if (!tests.match(request.cookie(tests.name()))) {
                return false;
            }
        }
        return true;
    }

    /** For people. */
    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        add(parts, "source ", source.isEmpty() ? List.of() : List.of(source));
        sourceTags.forEach((name, value) -> parts.add("source tag " + name + " = " + value));
        add(parts, "method ", methods.stream().sorted().toList());
        add(parts, "path ", path);
        add(parts, "header ", fields);
        add(parts, "query ", queries);
        add(parts, "cookie ", cookies);
        if (referred != null) {
            parts.add("as " + referred.name());
        }
        return String.join(", ", parts);
    }

    private static void add(List<String> parts, String kind, List<?> values) {
        values.forEach(value -> parts.add(kind + value));
    }
}
