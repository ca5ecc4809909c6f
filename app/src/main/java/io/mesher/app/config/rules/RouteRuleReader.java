package io.mesher.app.config.rules;

import io.mesher.app.config.read.Faults;
import io.mesher.app.config.read.NestedMap;
import io.mesher.app.config.read.Numbers;
import io.mesher.app.config.read.Words;
import io.mesher.app.config.source.Value;
import io.mesher.core.route.RequestMatch;
import io.mesher.core.route.RouteRule;
import io.mesher.core.route.Subset;
import io.mesher.core.route.WeightedSubset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One rule of {@code servicecomb.routeRule.<service>}. */
final class RouteRuleReader {
    private static final String PRECEDENCE = "precedence";
    private static final String MATCH = "match";
    private static final String ROUTE = "route";
    private static final String WEIGHT = "weight";
    private static final String TAGS = "tags";
    private static final String VERSION = "version";
    private static final String APP = "app";
    private static final int MAX_ROUTES = 100;

    private final Faults faults;
    private final MatchReader match;

    RouteRuleReader(Faults faults, MatchReader match) {
        this.faults = faults;
        this.match = match;
    }

    /** Null: a fault was added. */
    @Nullable RouteRule read(Value value, String path) {
        NestedMap map = NestedMap.of(value, path, faults, List.of(PRECEDENCE, MATCH, ROUTE));
        int precedence = map.read(PRECEDENCE, 0, new Numbers.Int(Integer.MIN_VALUE, Integer.MAX_VALUE));
        Value matchValue = map.find(MATCH);
        RequestMatch matches = matchValue == null ? RequestMatch.ANY : match.ofRule(matchValue, map.path(MATCH));
        Value route = map.find(ROUTE);
        if (route == null) {
            if (value instanceof Value.Keys) {
                map.fault("no route (expected: route: with a list of weights and tags)");
            }
            return null;
        }
        List<WeightedSubset> shares =
                RouteShares.complete(shares(route, map.path(ROUTE)), route.place(), map.path(ROUTE), faults);
        return shares.isEmpty()
                ? null
                : new RouteRule(precedence, matches, shares, value.place(), MatchReader.refer(matchValue));
    }

    private List<WeightedSubset> shares(Value route, String path) {
        List<Value> items = faults.items(route, path, "a list of weights and tags");
        if (items.isEmpty() && route instanceof Value.Items) {
            faults.add(route.place(), path, "empty (expected: one entry at least, such as {tags: {version: 1.0.0}})");
        }
        if (items.size() > MAX_ROUTES) {
            faults.add(route.place(), path, items.size() + " entries (expected: at most " + MAX_ROUTES + ")");
            return List.of();
        }
        List<WeightedSubset> shares = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            shares.add(share(items.get(i), path + "[" + (i + 1) + "]", items.size() == 1));
        }
        return shares;
    }

    private WeightedSubset share(Value value, String path, boolean only) {
        NestedMap map = NestedMap.of(value, path, faults, List.of(WEIGHT, TAGS));
        if (!only && !map.has(WEIGHT) && value instanceof Value.Keys) {
            map.fault("no weight (expected: 0 to 100 for each entry where there are several)");
        }
        int weight = map.read(WEIGHT, only ? 100 : 0, new Numbers.Int(0, 100));
        Value tags = map.find(TAGS);
        return new WeightedSubset(weight, tags == null ? Subset.LATEST : subset(tags, map.path(TAGS)));
    }

    /** Tags without a version mean the latest, as in CSE Mesher. */
    private Subset subset(Value value, String path) {
        NestedMap map = NestedMap.of(value, path, faults, "tags, such as {version: 1.0.0}");
        String version = map.read(VERSION, Subset.LATEST.version(), new VersionParser());
        String app = map.read(APP, "", new Words.Token(160));
        Map<String, String> others = new HashMap<>();
        for (String tag : map.values().keySet()) {
            if (!tag.equals(VERSION) && !tag.equals(APP)) {
                others.put(tag, map.read(tag, "", new Words.Text(1000)));
            }
        }
        return new Subset(version, app, others);
    }
}
