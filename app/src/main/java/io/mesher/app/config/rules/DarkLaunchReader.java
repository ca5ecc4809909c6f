package io.mesher.app.config.rules;

import io.mesher.app.config.read.BadValue;
import io.mesher.app.config.read.Faults;
import io.mesher.app.config.read.FieldNames;
import io.mesher.app.config.read.NestedMap;
import io.mesher.app.config.read.Numbers;
import io.mesher.app.config.read.Words;
import io.mesher.app.config.source.Shown;
import io.mesher.app.config.source.Value;
import io.mesher.core.route.Condition;
import io.mesher.core.route.RequestMatch;
import io.mesher.core.route.RouteRule;
import io.mesher.core.route.Subset;
import io.mesher.core.route.TextTest;
import io.mesher.core.route.TextTest.Operator;
import io.mesher.core.route.WeightedSubset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code servicecomb.darklaunch.policy.<service>}, the rules of old: shares, or versions by a header field. */
final class DarkLaunchReader {
    private static final String TYPE = "policyType";
    private static final String ITEMS = "ruleItems";
    private static final String GROUP = "groupCondition";
    private static final String POLICY = "policyCondition";
    private static final String IGNORE_CASE = "caseInsensitive";
    private static final String VERSION = "version";
    private static final int PRECEDENCE = 1;
    /** The longer ones first where they begin alike. */
    private static final Map<String, Operator> OPERATORS = operators();

    private final RuleBudget budget;
    private final Faults faults;

    DarkLaunchReader(RuleBudget budget, Faults faults) {
        this.budget = budget;
        this.faults = faults;
    }

    private static Map<String, Operator> operators() {
        Map<String, Operator> operators = new LinkedHashMap<>();
        operators.put("!=", Operator.NO_EQU);
        operators.put(">=", Operator.NO_LESS);
        operators.put("<=", Operator.NO_GREATER);
        operators.put("=", Operator.EXACT);
        operators.put(">", Operator.GREATER);
        operators.put("<", Operator.LESS);
        operators.put("~", Operator.REGEX);
        return operators;
    }

    List<RouteRule> read(Value value) {
        if (value instanceof Value.Scalar scalar && scalar.text().isBlank()) {
            return List.of();
        }
        NestedMap map = NestedMap.of(value, "", faults, List.of(TYPE, ITEMS));
        Value items = map.find(ITEMS);
        if (!(value instanceof Value.Keys)) {
            return List.of();
        }
        if (items == null || !map.has(TYPE)) {
            map.fault("no " + (items == null ? ITEMS : TYPE) + " (expected: policyType and ruleItems)");
            return List.of();
        }
        boolean rate =
                map.read(TYPE, "RATE", new Words.OneOf(List.of("RATE", "RULE"))).equals("RATE");
        List<NestedMap> read = new ArrayList<>();
        List<Value> list = faults.items(items, ITEMS, "a list");
        for (int i = 0; i < list.size(); i++) {
            read.add(NestedMap.of(
                    list.get(i), "item " + (i + 1) + ",", faults, List.of("groupName", GROUP, POLICY, IGNORE_CASE)));
        }
        return rate ? byRate(read, items) : byRule(read);
    }

    private List<RouteRule> byRate(List<NestedMap> items, Value list) {
        List<WeightedSubset> written = new ArrayList<>();
        for (NestedMap item : items) {
            int weight = item.has(POLICY) ? item.read(POLICY, 0, new Numbers.Int(0, 100)) : missing(item, POLICY);
            written.addAll(split(weight, item));
        }
        List<WeightedSubset> shares = RouteShares.complete(written, list.place(), ITEMS, faults);
        return shares.isEmpty()
                ? List.of()
                : List.of(new RouteRule(PRECEDENCE, RequestMatch.ANY, shares, list.place()));
    }

    private static int missing(NestedMap item, String name) {
        item.fault("no " + name + " (expected: groupCondition and policyCondition)");
        return 0;
    }

    private List<RouteRule> byRule(List<NestedMap> items) {
        List<RouteRule> rules = new ArrayList<>();
        for (NestedMap item : items) {
            List<WeightedSubset> shares = split(100, item);
            if (!item.has(POLICY)) {
                int unused = missing(item, POLICY);
                assert unused == 0;
            } else {
                RequestMatch match = condition(item);
                if (!shares.isEmpty()) {
                    rules.add(new RouteRule(PRECEDENCE, match, shares, item.place()));
                }
            }
        }
        return rules;
    }

    /** {@code version=1.0.0,1.1.0}: each has the same share, as near as whole percents allow. */
    private List<WeightedSubset> split(int weight, NestedMap item) {
        String text = item.read(GROUP, "", new Words.Text(4096)).replace(" ", "");
        if (!item.has(GROUP)) {
            int unused = missing(item, GROUP);
            assert unused == 0;
            return List.of();
        }
        String expected = "version= and versions with commas, such as version=1.0.0,1.1.0";
        if (!text.startsWith(VERSION + "=")) {
            item.fault(item.place(), GROUP, Shown.value("", text) + " (expected: " + expected + ")");
            return List.of();
        }
        String[] versions = text.substring(VERSION.length() + 1).split(",", -1);
        List<WeightedSubset> shares = new ArrayList<>();
        for (int i = 0; i < versions.length; i++) {
            try {
                int share = weight / versions.length + (i < weight % versions.length ? 1 : 0);
                shares.add(new WeightedSubset(share, new Subset(new VersionParser().parse(versions[i]), "", Map.of())));
            } catch (BadValue e) {
                item.fault(item.place(), GROUP, Shown.value("", versions[i]) + e.why());
            }
        }
        return shares;
    }

    /** {@code user_id>=100}: the name of a header field, which has no underscores, an operator, a value. */
    private RequestMatch condition(NestedMap item) {
        String text = item.read(POLICY, "", new Words.Text(4096));
        boolean ignoreCase = item.read(IGNORE_CASE, false, new Words.Bool());
        for (int at = 1; at < text.length(); at++) {
            for (Map.Entry<String, Operator> operator : OPERATORS.entrySet()) {
                if (text.startsWith(operator.getKey(), at)) {
                    String name = text.substring(0, at).replace("_", "").replace(" ", "");
                    String operand =
                            text.substring(at + operator.getKey().length()).strip();
                    return condition(item, name, operator.getValue(), operand, ignoreCase);
                }
            }
        }
        item.fault(
                item.place(),
                POLICY,
                Shown.value("", text) + " (expected: a header's name, one of != >= <= = > < ~, and a value)");
        return RequestMatch.ANY;
    }

    private RequestMatch condition(NestedMap item, String name, Operator operator, String operand, boolean ignoreCase) {
        if (!FieldNames.isToken(name)) {
            item.fault(item.place(), POLICY, Shown.value("", name) + ": not a name of a header field");
            return RequestMatch.ANY;
        }
        try {
            TextTest test = TextTest.of(operator, operand, ignoreCase);
            if (!budget.takeTest(test.size())) {
                item.fault(item.place(), POLICY, RuleBudget.TESTS);
            }
            return new Condition(Condition.Part.FIELD, name, List.of(test), false);
        } catch (IllegalArgumentException e) {
            item.fault(item.place(), POLICY, Shown.value("", operand) + ": " + e.getMessage());
            return RequestMatch.ANY;
        }
    }
}
