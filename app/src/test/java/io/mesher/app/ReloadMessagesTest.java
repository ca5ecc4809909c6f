package io.mesher.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.app.config.ConfigLoader;
import io.mesher.app.config.ConfigResult;
import io.mesher.app.config.Interfaces;
import io.mesher.core.config.GovernanceConfig;
import io.mesher.core.route.RouteTable;
import io.mesher.testkit.KeptLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the log says of changed files. */
class ReloadMessagesTest {
    @TempDir
    private Path dir;

    private final KeptLog log = new KeptLog();
    private final List<GovernanceConfig> taken = new ArrayList<>();
    private Path conf;
    private Reload reload;

    @BeforeEach
    void setUp() throws IOException {
        conf = Files.createDirectory(dir.resolve("conf"));
        Files.writeString(conf.resolve("microservice.yaml"), "servicecomb.service.name: client\n");
        write("mesher.eventLoops: 1\n");
        reload = new Reload((ConfigResult.Loaded) load(RouteTable.NONE), this::load, taken::add, log);
    }

    private ConfigResult load(RouteTable lastGood) {
        return ConfigLoader.load(
                List.of(), Map.of("CHASSIS_HOME", dir.toString()), dir, Interfaces::ofMachine, lastGood);
    }

    private void write(String text) throws IOException {
        Files.writeString(conf.resolve("mesher.yaml"), text);
    }

    private List<String> after(String text) throws IOException {
        write(text);
        reload.look();
        reload.look();
        return log.take();
    }

    @Test
    void whatChangedIsOneLine() throws IOException {
        assertThat(after("mesher.eventLoops: 1\ncse: {loadbalance.strategy.name: Random,"
                        + " isolation.Consumer.orders.timeoutInMilliseconds: 9}\n"))
                .containsExactly(
                        "INFO configuration changed: servicecomb.isolation.Consumer.orders.timeoutInMilliseconds,"
                                + " servicecomb.loadbalance.strategy.name");
        assertThat(after("mesher.eventLoops: 1\ncse.loadbalance.strategy.name: PeakEWMA\n"))
                .containsExactly(
                        "INFO configuration changed: servicecomb.isolation.Consumer.orders.timeoutInMilliseconds,"
                                + " servicecomb.loadbalance.strategy.name");
        assertThat(taken).hasSize(2);
    }

    @Test
    void whatNeedsARestartIsNamedUntilItIsAsAtTheStart() throws IOException {
        assertThat(after("mesher: {eventLoops: 2, limits.headFields: 50}\n"))
                .containsExactly("WARN changed, but not in effect until a restart: mesher.eventLoops,"
                        + " mesher.limits.headFields");
        assertThat(after("mesher: {eventLoops: 1, limits.headFields: 50} # as at the start\n"))
                .isEmpty();
        assertThat(taken).isEmpty();
    }

    /** The times of callers' connections stand below the same word as those of services. */
    @Test
    void ofTheTimesOnlyThoseOfServicesTakeEffect() throws IOException {
        assertThat(after("mesher: {eventLoops: 1, timeouts: {head: 4s, head.total: 5s, connect: 3s}}\n"))
                .containsExactly(
                        "INFO configuration changed: mesher.timeouts.connect, mesher.timeouts.head.total",
                        "WARN changed, but not in effect until a restart: mesher.timeouts.head");
    }

    @Test
    void eachErrorIsALineWithItsPlaceAndIsSaidOnce() throws IOException {
        assertThat(after("cse.loadbalance.strategy.name: Best\nmesher.ejection.orders.mostPercent: 101\n"))
                .containsExactlyInAnyOrder(
                        "ERROR changed configuration refused: conf/mesher.yaml:1: cse.loadbalance.strategy.name: Best"
                                + " (expected: RoundRobin, Random, WeightedResponse, SessionStickiness, LeastRequest or"
                                + " PeakEWMA)",
                        "ERROR changed configuration refused: conf/mesher.yaml:2: mesher.ejection.orders.mostPercent: 101"
                                + " (expected: 0 to 100)",
                        "ERROR no change of any file takes effect until this is corrected");
        reload.look();
        reload.look();
        assertThat(log.take()).isEmpty();
        assertThat(taken).isEmpty();
    }

    @Test
    void refusedRulesOfOneServiceAreToldAndTheRestCounts() throws IOException {
        assertThat(after("""
                        mesher.eventLoops: 1
                        servicecomb.routeRule.orders: [{rout: x}]
                        cse.loadbalance.strategy.name: Random
                        """))
                .containsExactly(
                        "ERROR conf/mesher.yaml:2: servicecomb.routeRule.orders: rule 1, rout: unknown (expected:"
                                + " precedence, match, route; did you mean route?); refused; orders has no rules",
                        "ERROR conf/mesher.yaml:2: servicecomb.routeRule.orders: rule 1: no route (expected: route: with a"
                                + " list of weights and tags); refused; orders has no rules",
                        "INFO configuration changed: servicecomb.loadbalance.strategy.name");
        assertThat(taken).hasSize(1);
    }

    @Test
    void whatAStartWouldWarnOfIsWarnedOfOnceAndIsNoMatterOfARestart() throws IOException {
        String misspelt = "mesher.eventLoops: 1\nservicecomb.routRule.orders: [{route: [{tags: {version: 1.0.0}}]}]\n";
        assertThat(after(misspelt))
                .containsExactly("WARN conf/mesher.yaml:2: servicecomb.routRule.orders: unknown key, without effect"
                        + " (nearest known key: servicecomb.routeRule.orders)");
        assertThat(after("# a line above\n" + misspelt)).isEmpty();
    }

    @Test
    void aLineNamesTwentyKeysAtMost() throws IOException {
        StringBuilder text = new StringBuilder("mesher.eventLoops: 1\n");
        for (int i = 100; i < 125; i++) {
            text.append("mesher.ejection.s").append(i).append(".duration: 9s\n");
        }
        assertThat(after(text.toString()))
                .singleElement()
                .asString()
                .contains("mesher.ejection.s119.duration and 5 more")
                .doesNotContain("s120");
    }
}
