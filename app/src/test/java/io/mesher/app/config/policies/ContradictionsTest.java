package io.mesher.app.config.policies;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.app.config.ConfigDir;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContradictionsTest {
    @TempDir
    private Path dir;

    private void assertTold(String text, String... warnings) throws IOException {
        assertThat(new ConfigDir(dir).named().file("mesher.yaml", text).told()).containsExactly(warnings);
    }

    @Test
    void anAddressOfARegistryThatIsSwitchedOff() throws IOException {
        assertTold(
                "servicecomb.registry: {disabled: true, type: embedded}",
                "warning: conf/mesher.yaml:1: servicecomb.registry.type: not used: servicecomb.registry.disabled at"
                        + " conf/mesher.yaml:1 switches the registry off");
    }

    @Test
    void retriesThatAreSwitchedOff() throws IOException {
        assertTold(
                "servicecomb.loadbalance: {retryEnabled: false, retryOnNext: 3, retryOnSame: 0}",
                "warning: conf/mesher.yaml:1: servicecomb.loadbalance.retryOnNext: not used:"
                        + " servicecomb.loadbalance.retryEnabled at conf/mesher.yaml:1 switches retries off");
    }

    @Test
    void aBreakerThatIsForcedBothWays() throws IOException {
        assertTold(
                "servicecomb.circuitBreaker.Consumer: {forceOpen: true, forceClosed: true}",
                "warning: conf/mesher.yaml:1: servicecomb.circuitBreaker.Consumer.forceClosed: not used:"
                        + " servicecomb.circuitBreaker.Consumer.forceOpen at conf/mesher.yaml:1 opens the breaker (expected:"
                        + " only one of the two)");
    }

    @Test
    void aHealthCheckThatMayTakeLongerThanItsInterval() throws IOException {
        assertTold(
                "mesher.healthCheck.orders: {path: /, timeout: 5s, interval: 1s}",
                "warning: conf/mesher.yaml:1: mesher.healthCheck.orders.timeout: longer than"
                        + " mesher.healthCheck.orders.interval at conf/mesher.yaml:1, so a slow instance is checked less often"
                        + " than that");
    }

    @Test
    void aResponseThatMayTakeLongerThanTheWholeCall() throws IOException {
        String text = """
                mesher.timeouts.orders.total: 1s
                servicecomb.isolation.Consumer.orders.timeoutInMilliseconds: %d
                """;
        assertTold(text.formatted(1000));
        assertTold(
                text.formatted(5000),
                "warning: conf/mesher.yaml:2: servicecomb.isolation.Consumer.orders.timeoutInMilliseconds: longer than"
                        + " mesher.timeouts.orders.total at conf/mesher.yaml:1, which ends the call before");
    }
}
