package io.mesher.control.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.control.metrics.PrometheusParser.Family;
import io.mesher.core.config.BreakerPolicy;
import io.mesher.core.config.GovernanceConfig;
import io.mesher.core.config.ServicePolicy;
import io.mesher.core.resilience.ServiceStates;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ServiceFamilyTest {
    private final ServiceStates states = new ServiceStates();

    private Map<String, Family> families(GovernanceConfig config) {
        PrometheusText text = new PrometheusText();
        new ServiceFamily(states, () -> config, _ -> 0).write(text);
        return PrometheusParser.parse(text.end());
    }

    private static GovernanceConfig applicationRefused() {
        GovernanceConfig usual = GovernanceConfig.DEFAULT;
        ServicePolicy policy = ServicePolicy.DEFAULT;
        ServicePolicy forced = new ServicePolicy(
                policy.timeouts(),
                policy.balance(),
                policy.retry(),
                new BreakerPolicy(true, true, false, Duration.ofSeconds(15), 20, 50),
                policy.mostConcurrent(),
                policy.fallback(),
                policy.ejection(),
                policy.healthCheck(),
                Set.of());
        return new GovernanceConfig(
                usual.outgoing(), usual.incoming(), usual.consumer(), forced, usual.routes(), usual.zone());
    }

    @Test
    void theApplicationsBreakerGoesByItsOwnPolicy() {
        states.of("same");
        states.application("same");

        Family breaker = families(applicationRefused()).get("mesher_breaker_state");
        assertThat(breaker.value(Map.of("direction", "incoming", "destination", "same", "state", "open")))
                .isEqualTo("1");
        assertThat(breaker.value(Map.of("direction", "outgoing", "destination", "same", "state", "open")))
                .isEqualTo("0");
    }

    @Test
    void nothingIsToldOfWhatWasNeverCalled() {
        assertThat(families(GovernanceConfig.DEFAULT)).isEmpty();
        states.application("me");
        assertThat(families(GovernanceConfig.DEFAULT))
                .containsKeys("mesher_breaker_state", "mesher_isolation_in_flight", "mesher_retry_budget_left")
                .doesNotContainKeys("mesher_instances", "mesher_ejections_total");
    }
}
