package io.mesher.core.config;

import java.util.Map;

/**
 * Policies by service.
 *
 * @param forOthers of each service that {@code byService} lacks
 */
public record PolicyTable(ServicePolicy forOthers, Map<String, ServicePolicy> byService) {
    public static final PolicyTable DEFAULT = new PolicyTable(ServicePolicy.DEFAULT, Map.of());

    public PolicyTable {
        byService = Map.copyOf(byService);
    }

    public ServicePolicy of(String service) {
        return byService.getOrDefault(service, forOthers);
    }

    /** Whether the instances of any service are checked. */
    public boolean checksHealth() {
        if (forOthers.healthCheck().enabled()) {
            return true;
        }
        for (ServicePolicy policy : byService.values()) {
            if (policy.healthCheck().enabled()) {
                return true;
            }
        }
        return false;
    }
}
