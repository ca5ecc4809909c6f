package io.mesher.core.config;

import java.util.Set;

/**
 * How calls to one service are treated; complete, what wasn't written for it taken from what holds for all.
 *
 * @param maxConcurrent calls under way at once ({@code isolation.Consumer.maxConcurrentRequests}); 1 or more
 * @param failureStatuses responses that count as failures for retries and breaker, and are passed on all the same
 *     ({@code transport.failure.rest})
 */
public record ServicePolicy(
        TimeoutPolicy timeouts,
        BalancePolicy balance,
        RetryPolicy retry,
        BreakerPolicy breaker,
        int maxConcurrent,
        FallbackPolicy fallback,
        EjectionPolicy ejection,
        HealthCheckPolicy healthCheck,
        Set<Integer> failureStatuses) {
    public static final int MAX_CONCURRENT = 1000;

    public static final ServicePolicy DEFAULT = new ServicePolicy(
            TimeoutPolicy.DEFAULT,
            BalancePolicy.DEFAULT,
            RetryPolicy.DEFAULT,
            BreakerPolicy.DEFAULT,
            MAX_CONCURRENT,
            FallbackPolicy.DEFAULT,
            EjectionPolicy.DEFAULT,
            HealthCheckPolicy.DEFAULT,
            Set.of());

    public ServicePolicy {
        failureStatuses = Set.copyOf(failureStatuses);
    }

    public ServicePolicy withBreaker(BreakerPolicy other) {
        return new ServicePolicy(
                timeouts, balance, retry, other, maxConcurrent, fallback, ejection, healthCheck, failureStatuses);
    }

    public ServicePolicy withMaxConcurrent(int other) {
        return new ServicePolicy(
                timeouts, balance, retry, breaker, other, fallback, ejection, healthCheck, failureStatuses);
    }

    public ServicePolicy withHealthCheck(HealthCheckPolicy other) {
        return new ServicePolicy(
                timeouts, balance, retry, breaker, maxConcurrent, fallback, ejection, other, failureStatuses);
    }
}
