package io.mesher.core.resilience;

import io.mesher.core.catalog.CatalogSnapshot;
import io.mesher.core.catalog.Instance;
import io.mesher.core.catalog.Microservice;
import io.mesher.core.config.GovernanceConfig;
import io.mesher.core.config.HandlerChain.Handler;
import io.mesher.core.route.AllOf;
import io.mesher.core.route.RequestMatch;
import io.mesher.core.route.RouteRule;
import io.mesher.core.route.Subset;
import io.mesher.core.route.WeightedSubset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which instances the next requests to a service can meet, by catalog and rules. Not by who was met before: candidates are made
 * and forgotten only when a request comes that somebody can take.
 */
public record ReachableInstances(CatalogSnapshot catalog, GovernanceConfig governance) {
    /**
     * Those of one service, in no order.
     *
     * @return null where the service isn't in the catalog, or no request goes to it there
     */
    public @Nullable List<Instance> of(ServiceState state) {
        // As request paths name it: a name has no slash, for it stands for a host.
        String key = state.service();
        int slash = key.lastIndexOf('/');
        String name = key.substring(slash + 1);
        Microservice service = catalog.find(slash < 0 ? "" : key.substring(0, slash), name);
        if (service == null) {
            return null;
        }
        List<List<Instance>> chosen = new ArrayList<>();
        for (Subset subset : subsets(name)) {
            if (catalog.find(subset.app(), name) == service) {
                chosen.add(subset.select(service));
            }
        }
        return chosen.isEmpty() ? null : together(chosen);
    }

    private static List<Instance> together(List<List<Instance>> chosen) {
        if (chosen.size() == 1) {
            return chosen.getFirst();
        }
        Set<Instance> all = new LinkedHashSet<>();
        chosen.forEach(all::addAll);
        return List.copyOf(all);
    }

    /** That requests of any kind go to. */
    private Set<Subset> subsets(String name) {
        Set<Subset> subsets = new LinkedHashSet<>();
        if (governance.outgoing().has(Handler.ROUTER)) {
            for (RouteRule rule : governance.routes().of(name).rules()) {
                for (WeightedSubset route : rule.routes()) {
                    if (route.weight() > 0) {
                        subsets.add(route.subset());
                    }
                }
                if (matchesAll(rule.match())) {
                    return subsets;
                }
            }
        }
        subsets.add(Subset.LATEST);
        return subsets;
    }

    private static boolean matchesAll(RequestMatch match) {
        return match == RequestMatch.ANY
                || (match instanceof AllOf all && all.parts().stream().allMatch(ReachableInstances::matchesAll));
    }
}
