package io.mesher.app.config;

import io.mesher.core.route.Conditions;
import io.mesher.core.route.NamedTests;
import io.mesher.core.route.RequestMatch;
import io.mesher.core.route.RouteRule;
import io.mesher.core.route.Subset;
import io.mesher.core.route.TextTest.Operator;
import io.mesher.core.route.WeightedSubset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code servicecomb.darklaunch.policy.<service>}, the older form of rules: JSON, which is YAML too. */
final class DarkLaunchReader {
    private static final int ALL = 100;
    private static final String VERSIONS = "version=";

    /** In the order in which they are looked for in a condition. */
    private record Sign(String text, Operator operator) {}

    private static final List<Sign> SIGNS = List.of(
            new Sign("!=", Operator.NOT_EQUAL),
            new Sign(">=", Operator.NOT_LESS),
            new Sign("<=", Operator.NOT_GREATER),
            new Sign("=", Operator.EXACT),
            new Sign(">", Operator.GREATER),
            new Sign("<", Operator.LESS),
            new Sign("~", Operator.REGEX));

    List<RouteRule> read(Value written) throws BadRule {
        Map<String, Value> policy = RuleTree.map(RuleTree.parsed(written), "the policy");
        Value type = policy.get("policyType");
        Value items = policy.get("ruleItems");
        if (type == null || items == null) {
            throw new BadRule(written, "no policyType or ruleItems", "{\"policyType\": \"RATE\", \"ruleItems\": […]}");
        }
        List<Value> rules = RuleTree.list(items, "ruleItems");
        return switch (RuleTree.text(type)) {
            case "RATE" -> List.of(rate(written, rules));
            case "RULE" -> conditions(rules);
            default -> throw new BadRule(type, "policyType: " + Shown.text(RuleTree.text(type)), "RATE or RULE");
        };
    }

    /** Each group's share is split evenly over its versions. */
    private static RouteRule rate(Value written, List<Value> items) throws BadRule {
        List<WeightedSubset> routes = new ArrayList<>();
        int sum = 0;
        for (Value item : items) {
            Map<String, Value> group = RuleTree.map(item, "ruleItems");
            int share = RuleTree.integer(required(item, group, "policyCondition"), "policyCondition", 0, ALL);
            List<String> versions = versions(item, group);
            for (int i = 0; i < versions.size(); i++) {
                // What doesn't divide goes to the first ones.
                int part = share / versions.size() + (i < share % versions.size() ? 1 : 0);
                routes.add(new WeightedSubset(part, new Subset(versions.get(i), "", Map.of())));
            }
            sum += share;
        }
        if (routes.isEmpty()) {
            throw new BadRule(written, "ruleItems: empty", "at least one group");
        }
        return new RouteRule(1, RequestMatch.ANY, RulesReader.complete(written, routes, sum), written.place());
    }

    private static List<RouteRule> conditions(List<Value> items) throws BadRule {
        List<RouteRule> rules = new ArrayList<>();
        for (Value item : items) {
            Map<String, Value> group = RuleTree.map(item, "ruleItems");
            Value condition = required(item, group, "policyCondition");
            Value ignoreCase = group.get("caseInsensitive");
            NamedTests tests = condition(condition, ignoreCase != null && RuleTree.bool(ignoreCase, "caseInsensitive"));
            List<String> versions = versions(item, group);
            List<WeightedSubset> routes = new ArrayList<>();
            for (int i = 0; i < versions.size(); i++) {
                int part = ALL / versions.size() + (i < ALL % versions.size() ? 1 : 0);
                routes.add(new WeightedSubset(part, new Subset(versions.get(i), "", Map.of())));
            }
            rules.add(new RouteRule(
                    1,
                    new Conditions("", Map.of(), List.of(tests), List.of(), Set.of(), List.of(), List.of(), null),
                    routes,
                    item.place()));
        }
        return rules;
    }

    private static NamedTests condition(Value written, boolean ignoreCase) throws BadRule {
        String text = RuleTree.text(written);
        for (Sign sign : SIGNS) {
            int at = text.indexOf(sign.text);
            if (at > 0) {
                // As the original makes a field's name of it; the case of letters doesn't matter.
                String name = text.substring(0, at).replace("_", "").replace(" ", "");
                Value operand =
                        new Value.Scalar(text.substring(at + sign.text.length()).strip(), written.place());
                return new NamedTests(name, List.of(ConditionsReader.test(sign.operator, operand, ignoreCase)));
            }
        }
        throw new BadRule(written, "policyCondition: " + Shown.text(text), "a name, one of != >= <= = > < ~, a value");
    }

    private static List<String> versions(Value item, Map<String, Value> group) throws BadRule {
        Value condition = required(item, group, "groupCondition");
        String text = RuleTree.text(condition).strip();
        List<String> versions = new ArrayList<>();
        if (text.startsWith(VERSIONS)) {
            for (String version : text.substring(VERSIONS.length()).split(",", -1)) {
                if (!version.isBlank()) {
                    versions.add(version.strip());
                }
            }
        }
        if (versions.isEmpty()) {
            throw new BadRule(condition, "groupCondition: " + Shown.text(text), "version=1.0.0,1.1.0");
        }
        return versions;
    }

    private static Value required(Value item, Map<String, Value> group, String key) throws BadRule {
        Value value = group.get(key);
        if (value == null) {
            throw new BadRule(item, "no " + key, "groupCondition and policyCondition");
        }
        return value;
    }
}
