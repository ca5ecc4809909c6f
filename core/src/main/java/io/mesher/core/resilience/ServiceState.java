package io.mesher.core.resilience;

import io.mesher.core.balance.Candidates;

/** What all event loops together know of calls to one service. */
public record ServiceState(
        String service, Candidates candidates, CircuitBreaker breaker, Isolation isolation, RetryBudget budget) {
    public ServiceState(String service) {
        this(service, new Candidates(), new CircuitBreaker(), new Isolation(), new RetryBudget());
    }
}
