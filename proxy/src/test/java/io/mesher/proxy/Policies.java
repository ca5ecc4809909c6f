package io.mesher.proxy;

import io.mesher.core.config.BalancePolicy;
import io.mesher.core.config.BreakerPolicy;
import io.mesher.core.config.EjectionPolicy;
import io.mesher.core.config.FallbackPolicy;
import io.mesher.core.config.GovernanceConfig;
import io.mesher.core.config.PolicyTable;
import io.mesher.core.config.RetryPolicy;
import io.mesher.core.config.ServicePolicy;
import io.mesher.core.config.TimeoutPolicy;
import io.mesher.core.route.RouteTable;
import java.util.Map;
import java.util.Set;

/** A configuration for the tests' service {@code server}, part by part. */
final class Policies {
    TimeoutPolicy timeouts = TimeoutPolicy.DEFAULT;
    BalancePolicy balance = BalancePolicy.DEFAULT;
    RetryPolicy retry = RetryPolicy.DEFAULT;
    BreakerPolicy breaker = BreakerPolicy.DEFAULT;
    int maxConcurrent = ServicePolicy.MAX_CONCURRENT;
    FallbackPolicy fallback = FallbackPolicy.DEFAULT;
    EjectionPolicy ejection = EjectionPolicy.DEFAULT;
    Set<Integer> failureStatuses = Set.of();
    RouteTable routes = RouteTable.NONE;

    GovernanceConfig config() {
        GovernanceConfig basis = GovernanceConfig.DEFAULT;
        ServicePolicy policy = new ServicePolicy(
                timeouts,
                balance,
                retry,
                breaker,
                maxConcurrent,
                fallback,
                ejection,
                ServicePolicy.DEFAULT.healthCheck(),
                failureStatuses);
        return new GovernanceConfig(
                basis.outgoing(),
                basis.incoming(),
                new PolicyTable(ServicePolicy.DEFAULT, Map.of("server", policy)),
                basis.provider(),
                routes,
                basis.zone());
    }
}
