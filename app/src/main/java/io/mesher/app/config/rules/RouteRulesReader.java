package io.mesher.app.config.rules;

import io.mesher.app.config.read.Faults;
import io.mesher.app.config.read.KeyReader;
import io.mesher.app.config.read.Names;
import io.mesher.app.config.source.Entry;
import io.mesher.app.config.source.Shown;
import io.mesher.app.config.source.Value;
import io.mesher.core.route.RouteOptions;
import io.mesher.core.route.RouteRule;
import io.mesher.core.route.RouteTable;
import io.mesher.core.route.ServiceRoutes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The route rules of all services. A fault in those of one service concerns no other. */
public final class RouteRulesReader {
    private static final String RULES_EXPECTED =
            "a list of rules, each with route: and optionally match: and precedence:";

    private final KeyReader reader;
    private final RuleBudget budget = new RuleBudget();
    private final NestedYaml yaml = new NestedYaml(budget);
    private final Refusals refusals;

    public RouteRulesReader(KeyReader reader) {
        this.reader = reader;
        this.refusals = new Refusals(reader.problems());
    }

    /** @param lastGood whose rules stay for a service whose new ones are refused */
    public RouteTable read(RouteTable lastGood) {
        Map<String, MatchPolicy> policies = new MatchPoliciesReader(reader, budget, refusals).read();
        Map<String, ServiceRoutes> services = new HashMap<>();
        WrittenRoutes.of(reader.keys()).forEach((service, written) -> {
            ServiceRoutes routes =
                    read(service, written, policies, lastGood.services().get(service));
            if (routes != null) {
                services.put(service, routes);
            }
        });
        refusals.end();
        warnOfUnused(policies);
        return new RouteTable(services);
    }

    private @Nullable ServiceRoutes read(
            String service,
            WrittenRoutes written,
            Map<String, MatchPolicy> policies,
            @Nullable ServiceRoutes lastGood) {
        Entry ruling = written.rules == null ? written.darkLaunch : written.rules;
        Faults inRules = new Faults();
        List<RouteRule> rules = List.of();
        if (ruling != null) {
            budget.nextKey();
            checkName(service, ruling, inRules);
            rules = ruling.equals(written.rules)
                    ? rules(ruling, new RouteRuleReader(inRules, match(inRules, policies)), inRules)
                    : darkLaunch(ruling, inRules);
            refusals.tell(ruling, inRules, instead(service, lastGood, "rules"));
        }
        Faults inOptions = new Faults();
        List<RouteOptions> options = List.of();
        if (written.options != null) {
            budget.nextKey();
            checkName(service, written.options, inOptions);
            options =
                    options(written.options, new RouteOptionsReader(inOptions, match(inOptions, policies)), inOptions);
            refusals.tell(written.options, inOptions, instead(service, lastGood, "routes or rules"));
        }
        warnOfDarkLaunch(written);
        return inRules.isEmpty() && inOptions.isEmpty() ? new ServiceRoutes(rules, options) : lastGood;
    }

    private static String instead(String service, @Nullable ServiceRoutes lastGood, String kind) {
        return lastGood == null ? "refused; " + service + " has no " + kind : "refused; earlier rules stay";
    }

    private MatchReader match(Faults faults, Map<String, MatchPolicy> policies) {
        return new MatchReader(budget, faults, policies);
    }

    private static void checkName(String service, Entry entry, Faults faults) {
        if (!Names.isHost(service)) {
            faults.add(
                    entry.place(),
                    "",
                    Shown.text(service) + ": not the name of a service (expected: letters, digits and . - _)");
        }
    }

    /** JSON may be indented with tabs, YAML may not; in a text of JSON no tab can stand as such. */
    private List<RouteRule> darkLaunch(Entry entry, Faults faults) {
        Value written = entry.value() instanceof Value.Scalar json
                ? new Value.Scalar(json.text().replace('\t', ' '), json.place())
                : entry.value();
        Value value = yaml.read(written, faults);
        return value == null ? List.of() : new DarkLaunchReader(budget, faults).read(value);
    }

    private void warnOfDarkLaunch(WrittenRoutes written) {
        Entry rules = written.rules;
        if (rules != null && written.darkLaunch != null) {
            reader.problems()
                    .warning(
                            written.darkLaunch.place(),
                            written.darkLaunch.written(),
                            "not used: " + rules.written() + " at " + rules.place() + " comes first");
        }
    }

    private List<RouteRule> rules(Entry entry, RouteRuleReader reading, Faults faults) {
        List<RouteRule> rules = new ArrayList<>();
        List<Value> items = items(entry, RULES_EXPECTED, faults);
        for (int i = 0; i < items.size(); i++) {
            RouteRule rule = reading.read(items.get(i), "rule " + (i + 1) + ",");
            if (rule != null) {
                rules.add(rule);
            }
        }
        // Stable: of equal precedence the first written is tried first.
        rules.sort(Comparator.comparingInt(RouteRule::precedence).reversed());
        return rules;
    }

    private List<RouteOptions> options(Entry entry, RouteOptionsReader reading, Faults faults) {
        List<RouteOptions> options = new ArrayList<>();
        List<Value> items = items(entry, "a list of routes, each with match: and what it changes", faults);
        for (int i = 0; i < items.size(); i++) {
            options.add(reading.read(items.get(i), "route " + (i + 1) + ",", i + 1));
        }
        return options;
    }

    /** An empty text is no rules: a configuration centre has no other way to say so. */
    private List<Value> items(Entry entry, String expected, Faults faults) {
        Value value = yaml.read(entry.value(), faults);
        if (value == null
                || (value instanceof Value.Scalar scalar && scalar.text().isBlank())) {
            return List.of();
        }
        return faults.items(value, "", expected);
    }

    private void warnOfUnused(Map<String, MatchPolicy> policies) {
        for (MatchPolicy policy : policies.values()) {
            if (policy.match() != null && !policy.isReferred()) {
                reader.problems()
                        .warning(
                                policy.place(),
                                policy.entry().written(),
                                "without effect: no rule refers to it, and requests are neither marked nor limited by it in"
                                        + " this release");
            }
        }
    }
}
