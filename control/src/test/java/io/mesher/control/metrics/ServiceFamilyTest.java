package io.mesher.control.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.control.metrics.PrometheusParser.Family;
import io.mesher.core.catalog.CatalogSnapshot;
import io.mesher.core.catalog.Endpoint;
import io.mesher.core.catalog.Instance;
import io.mesher.core.catalog.Microservice;
import io.mesher.core.config.BreakerPolicy;
import io.mesher.core.config.GovernanceConfig;
import io.mesher.core.config.ServicePolicy;
import io.mesher.core.resilience.ServiceStates;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServiceFamilyTest {
    private static final Instance OLD = new Instance("a", "1.0", new Endpoint("10.0.0.1", 80));
    private static final Instance NEW = new Instance("b", "2.0", new Endpoint("10.0.0.2", 80));

    private final ServiceStates states = new ServiceStates();
    private CatalogSnapshot catalog = CatalogSnapshot.of(List.of());

    private Map<String, Family> families(GovernanceConfig config) {
        PrometheusText text = new PrometheusText();
        new ServiceFamily(states, () -> config, () -> catalog, _ -> 0).write(text);
        return PrometheusParser.parse(text.end());
    }

    private static GovernanceConfig applicationRefused() {
        GovernanceConfig usual = GovernanceConfig.DEFAULT;
        ServicePolicy forced =
                ServicePolicy.DEFAULT.withBreaker(new BreakerPolicy(true, true, false, Duration.ofSeconds(15), 20, 50));
        return new GovernanceConfig(
                usual.outgoing(), usual.incoming(), usual.consumer(), forced, usual.routes(), usual.zone());
    }

    private String instances(String state) {
        return families(GovernanceConfig.DEFAULT)
                .get("mesher_instances")
                .value(Map.of("destination", "server", "state", state));
    }

    @Test
    void tellsTheInstancesThatRequestsCanMeetNow() {
        catalog = CatalogSnapshot.of(List.of(new Microservice("server", List.of(OLD, NEW))));
        states.of("server").candidates().of(NEW);
        assertThat(instances("available")).as("only the latest version").isEqualTo("1");

        catalog = CatalogSnapshot.of(List.of(new Microservice("server", List.of())));
        assertThat(instances("available")).as("met, but gone").isEqualTo("0");
        assertThat(instances("ejected")).isEqualTo("0");

        catalog = CatalogSnapshot.of(List.of(new Microservice("server", List.of(OLD))));
        assertThat(instances("available")).as("not met yet").isEqualTo("1");
    }

    @Test
    void ofAServiceThatIsForgottenNoInstancesAreTold() {
        states.of("server").candidates().of(NEW);

        assertThat(families(GovernanceConfig.DEFAULT))
                .as("else an alert would go off for what nobody calls")
                .doesNotContainKey("mesher_instances")
                .containsKey("mesher_ejections_total");
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
