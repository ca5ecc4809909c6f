package io.mesher.app.config;

import io.mesher.core.route.RouteRule;
import io.mesher.core.route.Subset;
import io.mesher.core.route.WeightedSubset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code servicecomb.routeRule.<service>}: rules of one service. */
final class RulesReader {
    private static final int ALL = 100;
    private static final int MOST_RULES = 10_000;
    private static final List<String> KEYS = List.of("precedence", "match", "route");

    private final ConditionsReader conditions;

    RulesReader(ConditionsReader conditions) {
        this.conditions = conditions;
    }

    List<RouteRule> read(Value written) throws BadRule {
        List<Value> items = RuleTree.list(RuleTree.parsed(written), "rules");
        if (items.size() > MOST_RULES) {
            throw new BadRule(written, items.size() + " rules", "at most " + MOST_RULES);
        }
        List<RouteRule> rules = new ArrayList<>();
        for (Value item : items) {
            rules.add(rule(item));
        }
        return sorted(rules);
    }

    /** Greater ones first; of equal ones the one written first. */
    static List<RouteRule> sorted(List<RouteRule> rules) {
        List<RouteRule> sorted = new ArrayList<>(rules);
        sorted.sort(Comparator.comparingInt(RouteRule::precedence).reversed());
        return sorted;
    }

    private RouteRule rule(Value item) throws BadRule {
        Map<String, Value> rule = RuleTree.map(item, "a rule");
        RuleTree.only(rule, "a rule", KEYS);
        Value precedence = rule.get("precedence");
        Value route = rule.get("route");
        if (route == null) {
            throw new BadRule(item, "a rule without route", "route: and a list of tags with weights");
        }
        return new RouteRule(
                precedence == null
                        ? 0
                        : RuleTree.integer(precedence, "precedence", Integer.MIN_VALUE, Integer.MAX_VALUE),
                conditions.read(rule.get("match")),
                routes(route),
                item.place());
    }

    private static List<WeightedSubset> routes(Value written) throws BadRule {
        List<Value> items = RuleTree.list(written, "route");
        if (items.isEmpty()) {
            throw new BadRule(written, "route: empty", "a list of tags with weights");
        }
        List<WeightedSubset> routes = new ArrayList<>();
        int sum = 0;
        for (Value item : items) {
            Map<String, Value> route = RuleTree.map(item, "route");
            RuleTree.only(route, "route", List.of("weight", "tags"));
            Value weight = route.get("weight");
            if (weight == null && items.size() > 1) {
                throw new BadRule(item, "route: no weight", "weight: 0 to 100, where there are several");
            }
            int share = weight == null ? ALL : RuleTree.integer(weight, "weight", 0, ALL);
            sum += share;
            routes.add(new WeightedSubset(share, subset(route.get("tags"))));
        }
        return complete(written, routes, sum);
    }

    static List<WeightedSubset> complete(Value written, List<WeightedSubset> routes, int sum) throws BadRule {
        if (routes.getFirst().weight() == ALL) {
            // As in the original, whatever follows.
            return List.of(routes.getFirst());
        }
        if (sum > ALL) {
            throw new BadRule(written, "weights of " + sum + " together", "at most 100");
        }
        List<WeightedSubset> all = new ArrayList<>(routes);
        if (sum < ALL) {
            all.add(new WeightedSubset(ALL - sum, Subset.LATEST));
        }
        return all;
    }

    private static Subset subset(@Nullable Value written) throws BadRule {
        if (written == null) {
            return Subset.LATEST;
        }
        Map<String, String> tags = new LinkedHashMap<>();
        for (Map.Entry<String, Value> entry : RuleTree.map(written, "tags").entrySet()) {
            tags.put(entry.getKey(), RuleTree.text(entry.getValue()));
        }
        String version = tags.remove("version");
        String app = tags.remove("app");
        return new Subset(version == null || version.isEmpty() ? "latest" : version, app == null ? "" : app, tags);
    }
}
