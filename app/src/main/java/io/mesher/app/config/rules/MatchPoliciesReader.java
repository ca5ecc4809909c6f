package io.mesher.app.config.rules;

import io.mesher.app.config.keys.RoutingKeys;
import io.mesher.app.config.read.Faults;
import io.mesher.app.config.read.KeyReader;
import io.mesher.app.config.read.NestedMap;
import io.mesher.app.config.source.Entry;
import io.mesher.app.config.source.Value;
import io.mesher.core.route.AnyOf;
import io.mesher.core.route.RequestMatch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The match policies that rules refer to. */
final class MatchPoliciesReader {
    private static final String MATCHES = "matches";

    private final KeyReader reader;
    private final RuleBudget budget;
    private final Refusals refusals;

    MatchPoliciesReader(KeyReader reader, RuleBudget budget, Refusals refusals) {
        this.reader = reader;
        this.budget = budget;
        this.refusals = refusals;
    }

    /** By name; wrong ones have no match. */
    Map<String, MatchPolicy> read() {
        Map<String, MatchPolicy> policies = new LinkedHashMap<>();
        for (Entry entry : reader.keys().all()) {
            String name = RoutingKeys.behind(entry.key(), RoutingKeys.MATCH, RoutingKeys.MATCH_GROUP);
            if (!name.isEmpty()) {
                boolean list = entry.value() instanceof Value.Items && name.endsWith("." + MATCHES);
                MatchPolicy before = policies.putIfAbsent(
                        list ? name.substring(0, name.length() - MATCHES.length() - 1) : name,
                        new MatchPolicy(entry, match(entry)));
                if (before != null) {
                    reader.problems()
                            .warning(
                                    entry.place(),
                                    entry.written(),
                                    "not used: " + before.entry().written() + " at " + before.place()
                                            + " has the same name");
                }
            }
        }
        return policies;
    }

    private @Nullable RequestMatch match(Entry entry) {
        budget.nextKey();
        Faults faults = new Faults();
        Value value = new NestedYaml(budget).read(entry.value(), faults);
        RequestMatch match = value == null ? RequestMatch.ANY : match(value, faults);
        if (faults.isEmpty()) {
            return match;
        }
        refusals.tell(entry, faults, "refused; no rule can refer to it");
        return null;
    }

    private RequestMatch match(Value value, Faults faults) {
        Value matches = value;
        // Written as real YAML, the list has a key of its own.
        if (!(value instanceof Value.Items)) {
            NestedMap map = NestedMap.of(value, "", faults, List.of(MATCHES));
            matches = map.find(MATCHES);
            if (!(value instanceof Value.Keys)) {
                return RequestMatch.ANY;
            }
            if (matches == null) {
                map.fault("no matches (expected: matches: with a list)");
                return RequestMatch.ANY;
            }
        }
        MatchReader reading = new MatchReader(budget, faults, Map.of());
        List<RequestMatch> any = new ArrayList<>();
        List<Value> items = faults.items(matches, MATCHES, "a list");
        for (int i = 0; i < items.size(); i++) {
            any.add(reading.ofPolicy(items.get(i), "match " + (i + 1) + ","));
        }
        if (any.isEmpty() && matches instanceof Value.Items) {
            faults.add(matches.place(), MATCHES, "empty (expected: one at least)");
        }
        return new AnyOf(any);
    }
}
