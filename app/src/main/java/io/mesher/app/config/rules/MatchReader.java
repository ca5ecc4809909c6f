package io.mesher.app.config.rules;

import io.mesher.app.config.keys.NearestKey;
import io.mesher.app.config.keys.RoutingKeys;
import io.mesher.app.config.read.Faults;
import io.mesher.app.config.read.FieldNames;
import io.mesher.app.config.read.NestedMap;
import io.mesher.app.config.read.Words;
import io.mesher.app.config.source.Value;
import io.mesher.core.route.AllOf;
import io.mesher.core.route.AnyOf;
import io.mesher.core.route.CallerIs;
import io.mesher.core.route.Condition;
import io.mesher.core.route.MethodIs;
import io.mesher.core.route.RequestMatch;
import io.mesher.core.route.TextTest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code match:} of a rule, and the entries of a match policy. */
final class MatchReader {
    static final String REFER = "refer";

    private static final String SOURCE = "source";
    private static final String SOURCE_TAGS = "sourceTags";
    private static final String HEADERS = "headers";
    private static final String HTTP_HEADERS = "httpHeaders";
    private static final String PATH = "path";
    private static final String API_PATH = "apiPath";
    private static final String METHOD = "method";
    private static final String QUERIES = "queries";
    private static final String COOKIES = "cookies";
    private static final List<String> OF_RULE =
            List.of(SOURCE, SOURCE_TAGS, HEADERS, HTTP_HEADERS, PATH, METHOD, QUERIES, COOKIES, REFER);
    private static final List<String> OF_POLICY =
            List.of("name", HEADERS, API_PATH, METHOD, QUERIES, "trafficMarkPolicy");

    private final RuleBudget budget;
    private final Faults faults;
    private final TextTestsReader tests;
    private final Map<String, MatchPolicy> policies;

    MatchReader(RuleBudget budget, Faults faults, Map<String, MatchPolicy> policies) {
        this.faults = faults;
        this.budget = budget;
        this.tests = new TextTestsReader(budget, faults);
        this.policies = policies;
    }

    /** Without any part it takes all requests, as in CSE Mesher. */
    RequestMatch ofRule(Value value, String path) {
        if (value instanceof Value.Scalar scalar && scalar.text().isEmpty()) {
            return RequestMatch.ANY;
        }
        NestedMap map = NestedMap.of(value, path, faults, OF_RULE);
        List<RequestMatch> parts = new ArrayList<>();
        // What costs least is asked first.
        Map<String, String> tags = texts(map, SOURCE_TAGS);
        String source = map.read(SOURCE, "", new Words.Token(160));
        if (!source.isEmpty() || !tags.isEmpty()) {
            parts.add(new CallerIs(source, tags));
        }
        addMethods(map, parts);
        addNamed(map, HEADERS, Condition.Part.FIELD, false, parts);
        addNamed(map, HTTP_HEADERS, Condition.Part.FIELD, false, parts);
        addNamed(map, COOKIES, Condition.Part.COOKIE, false, parts);
        Value pathValue = map.find(PATH);
        if (pathValue != null) {
            parts.add(new Condition(Condition.Part.PATH, "", tests.read(pathValue, map.path(PATH)), false));
        }
        addNamed(map, QUERIES, Condition.Part.QUERY, false, parts);
        addReferred(map, parts);
        return all(parts);
    }

    /** The match policy that a rule's match refers to; empty: none. */
    static String refer(@Nullable Value ofRule) {
        return ofRule instanceof Value.Keys keys && keys.values().get(REFER) instanceof Value.Scalar name
                ? name.text()
                : "";
    }

    /** CSE Mesher asks there that a field isn't empty, and of the path that one operator holds. */
    RequestMatch ofPolicy(Value value, String path) {
        NestedMap map = NestedMap.of(value, path, faults, OF_POLICY);
        List<RequestMatch> parts = new ArrayList<>();
        addMethods(map, parts);
        addNamed(map, HEADERS, Condition.Part.FIELD, true, parts);
        Value pathValue = map.find(API_PATH);
        if (pathValue != null) {
            List<RequestMatch> any = new ArrayList<>();
            for (TextTest test : tests.read(pathValue, map.path(API_PATH))) {
                any.add(new Condition(Condition.Part.PATH, "", List.of(test), false));
            }
            parts.add(new AnyOf(any));
        }
        addNamed(map, QUERIES, Condition.Part.QUERY, true, parts);
        return all(parts);
    }

    private static RequestMatch all(List<RequestMatch> parts) {
        return switch (parts.size()) {
            case 0 -> RequestMatch.ANY;
            case 1 -> parts.getFirst();
            default -> new AllOf(parts);
        };
    }

    /** Names with texts, as tags are. */
    private Map<String, String> texts(NestedMap map, String name) {
        Value value = map.find(name);
        Map<String, String> texts = new HashMap<>();
        if (value != null) {
            NestedMap tags = filled(value, map.path(name), "tags, such as {version: 1.0.0}");
            for (String tag : tags.values().keySet()) {
                texts.put(tag, tags.read(tag, "", new Words.Text(1000)));
            }
        }
        return texts;
    }

    private NestedMap filled(Value value, String path, String expected) {
        NestedMap map = NestedMap.of(value, path, faults, expected);
        if (value instanceof Value.Keys && map.isEmpty()) {
            map.fault("empty (expected: " + expected + ")");
        }
        return map;
    }

    private void addNamed(NestedMap map, String name, Condition.Part part, boolean filled, List<RequestMatch> parts) {
        Value value = map.find(name);
        if (value == null) {
            return;
        }
        NestedMap named = filled(value, map.path(name), "names with operators, such as {X-User: {exact: \"value\"}}");
        named.values().forEach((key, operators) -> {
            if (part != Condition.Part.QUERY && !FieldNames.isToken(key)) {
                named.fault(operators.place(), key, "not a name (expected: " + FieldNames.EXPECTED + ")");
            }
            parts.add(new Condition(part, key, tests.read(operators, named.path(key)), filled));
        });
    }

    private void addMethods(NestedMap map, List<RequestMatch> parts) {
        Value value = map.find(METHOD);
        if (value == null) {
            return;
        }
        List<Value> items = value instanceof Value.Scalar
                ? List.of(value)
                : faults.items(value, map.path(METHOD), "methods, such as [GET, HEAD]");
        List<String> methods = new ArrayList<>();
        for (Value item : items) {
            if (item instanceof Value.Scalar scalar && FieldNames.isToken(scalar.text())) {
                methods.add(scalar.text().toUpperCase(Locale.ROOT));
            } else {
                map.fault(item.place(), METHOD, Faults.kind(item) + " (expected: a method, such as GET)");
            }
        }
        if (items.isEmpty() && value instanceof Value.Items) {
            map.fault(value.place(), METHOD, "empty (expected: methods, such as [GET, HEAD])");
        }
        parts.add(new MethodIs(methods));
    }

    private void addReferred(NestedMap map, List<RequestMatch> parts) {
        Value value = map.find(REFER);
        if (value == null) {
            return;
        }
        String place = value.place();
        String name = map.read(REFER, "", new Words.Token(160));
        MatchPolicy policy = policies.get(name);
        if (policy != null && policy.match() != null) {
            policy.refer();
            parts.add(policy.match());
        } else if (policy != null) {
            policy.refer();
            map.fault(place, REFER, name + ": this match policy has an error, see " + policy.place());
        } else if (!name.isEmpty()) {
            map.fault(
                    place,
                    REFER,
                    name + ": no such match policy (expected: the name of a " + RoutingKeys.MATCH + "<name> or "
                            + RoutingKeys.MATCH_GROUP + "<name>"
                            + (budget.takeSuggestion() ? NearestKey.hint(name, policies.keySet()) : "") + ")");
        }
    }
}
