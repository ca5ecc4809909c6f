package io.mesher.app.config;

import io.mesher.core.route.AnyOf;
import io.mesher.core.route.AnyPath;
import io.mesher.core.route.Conditions;
import io.mesher.core.route.NamedTests;
import io.mesher.core.route.RequestMatch;
import io.mesher.core.route.TextTest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** {@code match} of a rule or route, and the match policies to which rules refer. */
final class ConditionsReader {
    private static final List<String> KEYS =
            List.of("refer", "source", "sourceTags", "headers", "httpHeaders", "path", "method", "queries", "cookies");

    private static final List<String> POLICY_KEYS =
            List.of("name", "headers", "apiPath", "method", "queries", "trafficMarkPolicy");

    private static final String IGNORE_CASE = "caseInsensitive";
    private static final int LONGEST_PATTERN = 1000;

    private final FlatKeys keys;

    /** @param keys in which match policies are found */
    ConditionsReader(FlatKeys keys) {
        this.keys = keys;
    }

    RequestMatch read(@Nullable Value value) throws BadRule {
        if (value == null
                || (value instanceof Value.Scalar scalar && scalar.text().isEmpty())) {
            return RequestMatch.ANY;
        }
        Map<String, Value> match = RuleTree.map(value, "match");
        if (match.isEmpty()) {
            return RequestMatch.ANY;
        }
        RuleTree.only(match, "match", KEYS);
        List<NamedTests> fields = new ArrayList<>(named(match.get("headers"), "headers"));
        fields.addAll(named(match.get("httpHeaders"), "httpHeaders"));
        Value path = match.get("path");
        Value refer = match.get("refer");
        return new Conditions(
                optional(match.get("source")),
                tags(match.get("sourceTags")),
                fields,
                path == null ? List.of() : tests(path, "path"),
                methods(match.get("method")),
                named(match.get("queries"), "queries"),
                named(match.get("cookies"), "cookies"),
                refer == null || RuleTree.text(refer).isEmpty() ? null : policy(refer));
    }

    private static String optional(@Nullable Value value) throws BadRule {
        return value == null ? "" : RuleTree.text(value);
    }

    private static Map<String, String> tags(@Nullable Value value) throws BadRule {
        Map<String, String> tags = new LinkedHashMap<>();
        if (value != null) {
            for (Map.Entry<String, Value> entry :
                    RuleTree.map(value, "sourceTags").entrySet()) {
                tags.put(entry.getKey(), RuleTree.text(entry.getValue()));
            }
        }
        return tags;
    }

    private static Set<String> methods(@Nullable Value value) throws BadRule {
        Set<String> methods = new LinkedHashSet<>();
        if (value != null) {
            List<Value> items = value instanceof Value.Scalar ? List.of(value) : RuleTree.list(value, "method");
            for (Value item : items) {
                methods.add(RuleTree.text(item).strip().toUpperCase(Locale.ROOT));
            }
        }
        return methods;
    }

    private static List<NamedTests> named(@Nullable Value value, String what) throws BadRule {
        List<NamedTests> all = new ArrayList<>();
        if (value != null) {
            for (Map.Entry<String, Value> entry : RuleTree.map(value, what).entrySet()) {
                all.add(new NamedTests(entry.getKey(), tests(entry.getValue(), entry.getKey())));
            }
        }
        return all;
    }

    /** A plain value is what must be equal. */
    private static List<TextTest> tests(Value value, String what) throws BadRule {
        if (value instanceof Value.Scalar scalar) {
            return List.of(TextTest.of(TextTest.Operator.EXACT, scalar.text(), false));
        }
        Map<String, Value> written = RuleTree.map(value, what);
        Value caseKey = written.get(IGNORE_CASE);
        boolean ignoreCase = caseKey != null && RuleTree.bool(caseKey, IGNORE_CASE);
        List<TextTest> tests = new ArrayList<>();
        for (Map.Entry<String, Value> entry : written.entrySet()) {
            if (!entry.getKey().equals(IGNORE_CASE)) {
                tests.add(test(what, entry.getKey(), entry.getValue(), ignoreCase));
            }
        }
        if (tests.isEmpty()) {
            throw new BadRule(value, what + ": nothing to compare with", "such as exact: beta");
        }
        return tests;
    }

    private static TextTest test(String what, String operator, Value value, boolean ignoreCase) throws BadRule {
        List<String> names = new ArrayList<>();
        for (TextTest.Operator known : TextTest.Operator.values()) {
            names.add(known.written());
            if (known.written().equals(operator)) {
                return test(known, value, ignoreCase);
            }
        }
        names.add(IGNORE_CASE);
        throw new BadRule(value, what + ": unknown operator " + Shown.key(operator), String.join(", ", names));
    }

    static TextTest test(TextTest.Operator operator, Value value, boolean ignoreCase) throws BadRule {
        String operand = RuleTree.text(value);
        boolean number = operator == TextTest.Operator.LESS
                || operator == TextTest.Operator.NOT_LESS
                || operator == TextTest.Operator.GREATER
                || operator == TextTest.Operator.NOT_GREATER;
        if (number) {
            try {
                Long.parseLong(operand);
            } catch (NumberFormatException _) {
                throw new BadRule(value, operator.written() + ": " + Shown.text(operand), "a whole number");
            }
        }
        if (operator == TextTest.Operator.REGEX && operand.length() > LONGEST_PATTERN) {
            throw new BadRule(value, "regex: " + operand.length() + " characters", "at most " + LONGEST_PATTERN);
        }
        try {
            return TextTest.of(operator, operand, ignoreCase);
        } catch (PatternSyntaxException e) {
            throw new BadRule(
                    value, "regex: " + Shown.text(operand) + ": " + e.getDescription(), "a regular expression");
        }
    }

    // --- match policies

    private AnyOf policy(Value refer) throws BadRule {
        String name = RuleTree.text(refer);
        Entry entry = find(name);
        if (entry == null) {
            throw new BadRule(
                    refer, "refer: no match policy " + Shown.text(name), "the name of a servicecomb.match.<name>");
        }
        return policy(name, entry);
    }

    AnyOf policy(String name, Entry entry) throws BadRule {
        Value policy = RuleTree.parsed(entry.value());
        Value matches = policy instanceof Value.Keys keys ? keys.values().get("matches") : policy;
        if (matches == null) {
            throw new BadRule(policy, entry.written() + ": no matches", "matches: and a list");
        }
        List<RequestMatch> entries = new ArrayList<>();
        for (Value item : RuleTree.list(matches, entry.written())) {
            entries.add(policyEntry(RuleTree.map(item, entry.written())));
        }
        return new AnyOf(name, entries);
    }

    private @Nullable Entry find(String name) {
        for (String prefix : new String[] {RouteTableReader.POLICIES, RouteTableReader.POLICY_GROUPS}) {
            for (String suffix : new String[] {"", ".matches"}) {
                Entry entry = keys.find(prefix + name + suffix);
                if (entry != null) {
                    return entry;
                }
            }
        }
        return null;
    }

    private static RequestMatch policyEntry(Map<String, Value> written) throws BadRule {
        RuleTree.only(written, "matches", POLICY_KEYS);
        List<NamedTests> fields = new ArrayList<>();
        for (NamedTests tests : named(written.get("headers"), "headers")) {
            List<TextTest> notEmpty = new ArrayList<>(tests.tests());
            // The original wants it to be there.
            notEmpty.add(TextTest.of(TextTest.Operator.NOT_EQUAL, "", false));
            fields.add(new NamedTests(tests.name(), notEmpty));
        }
        Conditions rest = new Conditions(
                "",
                Map.of(),
                fields,
                List.of(),
                methods(written.get("method")),
                named(written.get("queries"), "queries"),
                List.of(),
                null);
        Value path = written.get("apiPath");
        return path == null ? rest : new AnyPath(tests(path, "apiPath"), rest);
    }
}
