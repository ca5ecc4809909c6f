package io.mesher.app.config;

import io.mesher.core.route.RouteOptions;
import io.mesher.core.route.RouteRule;
import io.mesher.core.route.RouteTable;
import io.mesher.core.route.ServiceRoutes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rules of all services. Where one is wrong, its service's are refused, and the others' count. */
final class RouteTableReader {
    static final String RULES = "servicecomb.routeRule.";
    static final String DARK_LAUNCH = "servicecomb.darklaunch.policy.";
    static final String ROUTES = "mesher.routes.";
    static final String POLICIES = "servicecomb.match.";
    static final String POLICY_GROUPS = "servicecomb.matchGroup.";

    private final KeyReader reader;
    private final RulesReader rules;
    private final DarkLaunchReader darkLaunch = new DarkLaunchReader();
    private final RouteOptionsReader options;
    private final ConditionsReader conditions;

    RouteTableReader(KeyReader reader) {
        this.reader = reader;
        this.conditions = new ConditionsReader(reader.keys());
        this.rules = new RulesReader(conditions);
        this.options = new RouteOptionsReader(conditions);
    }

    /** What was written for one service, in the order of reading. */
    private static final class Written {
        private final List<Entry> entries = new ArrayList<>();
    }

    /** @param lastGood whose rules stay where the new ones are refused */
    RouteTable read(RouteTable lastGood) {
        checkPolicies();
        Map<String, Written> services = new LinkedHashMap<>();
        for (Entry entry : reader.keys().all()) {
            for (String prefix : new String[] {RULES, DARK_LAUNCH, ROUTES}) {
                if (entry.key().startsWith(prefix)) {
                    services.computeIfAbsent(entry.key().substring(prefix.length()), _ -> new Written())
                            .entries
                            .add(entry);
                }
            }
        }
        Map<String, ServiceRoutes> table = new LinkedHashMap<>();
        services.forEach((service, written) -> {
            ServiceRoutes routes = read(written, lastGood.of(service));
            if (!routes.rules().isEmpty() || !routes.options().isEmpty()) {
                table.put(service, routes);
            }
        });
        return new RouteTable(table);
    }

    /** Those to which no rule refers too: somebody meant something by them. */
    private void checkPolicies() {
        for (Entry entry : reader.keys().all()) {
            if (entry.key().startsWith(POLICIES) || entry.key().startsWith(POLICY_GROUPS)) {
                try {
                    conditions.policy("", entry);
                } catch (BadRule e) {
                    reader.problems().refused(e.place(), entry.written(), e.what() + "; so are rules that refer to it");
                }
            }
        }
    }

    private ServiceRoutes read(Written written, ServiceRoutes lastGood) {
        List<RouteRule> all = new ArrayList<>();
        List<RouteOptions> treated = new ArrayList<>();
        for (Entry entry : written.entries) {
            try {
                if (entry.key().startsWith(ROUTES)) {
                    treated.addAll(options.read(entry.value()));
                } else if (entry.key().startsWith(DARK_LAUNCH)) {
                    all.addAll(darkLaunch.read(entry.value()));
                } else if (!isEmpty(entry.value())) {
                    all.addAll(rules.read(entry.value()));
                }
            } catch (BadRule e) {
                boolean none = lastGood.rules().isEmpty() && lastGood.options().isEmpty();
                reader.problems()
                        .refused(
                                e.place(),
                                entry.written(),
                                e.what() + "; " + (none ? "the service has no rules" : "its last good rules stay"));
                return lastGood;
            }
        }
        return new ServiceRoutes(RulesReader.sorted(all), treated);
    }

    /** Rules that were taken out. */
    private static boolean isEmpty(Value value) {
        return value instanceof Value.Scalar scalar && scalar.text().isBlank();
    }
}
