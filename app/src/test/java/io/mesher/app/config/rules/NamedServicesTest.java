package io.mesher.app.config.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.app.config.keys.KnownKeys;
import io.mesher.app.config.source.Entry;
import io.mesher.app.config.source.FlatKeys;
import io.mesher.app.config.source.Problems;
import io.mesher.app.config.source.Value;
import java.util.List;
import org.junit.jupiter.api.Test;

class NamedServicesTest {
    private final FlatKeys keys = new FlatKeys(new Problems());
    private int line;

    private void key(String key) {
        keys.add(new Entry(key, key, new Value.Scalar("", "router.yaml:" + ++line)));
    }

    private List<String> names() {
        return NamedServices.of(keys, new KnownKeys(), "own").stream()
                .map(NamedService::name)
                .toList();
    }

    @Test
    void findsTheServicesOfRulesAndPolicies() {
        key("servicecomb.routeRule.a");
        key("servicecomb.darklaunch.policy.b");
        key("mesher.routes.c");
        key("servicecomb.loadbalance.d.strategy.name");
        key("servicecomb.isolation.Consumer.e.timeoutInMilliseconds");
        key("mesher.timeouts.f.total");
        key("mesher.healthCheck.g.enabled");

        assertThat(names()).containsExactly("a", "b", "c", "d", "e", "f", "g");
    }

    @Test
    void namesTheKeyAndItsPlaceOnce() {
        key("servicecomb.loadbalance.shoop.strategy.name");
        key("servicecomb.loadbalance.shoop.retryEnabled");

        assertThat(NamedServices.of(keys, new KnownKeys(), "own"))
                .containsExactly(
                        new NamedService("shoop", "router.yaml:1", "servicecomb.loadbalance.shoop.strategy.name"));
    }

    @Test
    void leavesOutWhatNamesNoServiceThatIsCalled() {
        key("servicecomb.loadbalance.strategy.name");
        key("servicecomb.isolation.Provider.callee.maxConcurrentRequests");
        key("servicecomb.isolation.Consumer.timeoutInMilliseconds");
        key("mesher.timeouts.total");
        key("mesher.timeouts.own.total");
        key("mesher.timeouts.api.example.org.total");
        key("mesher.services.static");

        assertThat(names()).isEmpty();
    }
}
