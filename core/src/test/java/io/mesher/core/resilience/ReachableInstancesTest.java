package io.mesher.core.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.catalog.CatalogSnapshot;
import io.mesher.core.catalog.Endpoint;
import io.mesher.core.catalog.Instance;
import io.mesher.core.catalog.Microservice;
import io.mesher.core.config.GovernanceConfig;
import io.mesher.core.config.HandlerChain;
import io.mesher.core.config.HandlerChain.Handler;
import io.mesher.core.route.AllOf;
import io.mesher.core.route.CallerIs;
import io.mesher.core.route.RequestMatch;
import io.mesher.core.route.RouteRule;
import io.mesher.core.route.RouteTable;
import io.mesher.core.route.ServiceRoutes;
import io.mesher.core.route.Subset;
import io.mesher.core.route.WeightedSubset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReachableInstancesTest {
    private static final Instance OLD = new Instance("a", "1.0", new Endpoint("10.0.0.1", 80));
    private static final Instance MIDDLE = new Instance("b", "2.0", new Endpoint("10.0.0.2", 80));
    private static final Instance NEW = new Instance("c", "3.0", new Endpoint("10.0.0.3", 80));
    private static final Instance SHOPS = new Instance("d", "1.0", new Endpoint("10.0.0.4", 80));
    private static final CatalogSnapshot CATALOG = CatalogSnapshot.of(
            "default",
            List.of(
                    new Microservice("server", List.of(OLD, MIDDLE, NEW)),
                    new Microservice("shop", "server", List.of(SHOPS)),
                    new Microservice("empty", List.of())));
    private static final WeightedSubset ALL_TO_OLD = to(100, "1.0", "");

    private static WeightedSubset to(int weight, String version, String app) {
        return new WeightedSubset(weight, new Subset(version, app, Map.of()));
    }

    private static RouteRule rule(RequestMatch match, WeightedSubset... routes) {
        return new RouteRule(1, match, List.of(routes), "x:1");
    }

    private static ReachableInstances with(HandlerChain outgoing, RouteRule... rules) {
        GovernanceConfig usual = GovernanceConfig.DEFAULT;
        RouteTable table = new RouteTable(Map.of("server", new ServiceRoutes(List.of(rules), List.of())));
        return new ReachableInstances(
                CATALOG,
                new GovernanceConfig(
                        outgoing, usual.incoming(), usual.consumer(), usual.provider(), table, usual.zone()));
    }

    private static List<Instance> met(String state, RouteRule... rules) {
        return with(HandlerChain.OUTGOING, rules).of(new ServiceState(state));
    }

    @Test
    void withoutRulesTheLatestVersion() {
        assertThat(met("server")).containsExactly(NEW);
        assertThat(with(new HandlerChain(Set.of(Handler.TRANSPORT)), rule(RequestMatch.ANY, ALL_TO_OLD))
                        .of(new ServiceState("server")))
                .as("without a router")
                .containsExactly(NEW);
    }

    @Test
    void whatARuleNamesAndTheLatestForOtherRequests() {
        RouteRule some = rule(new CallerIs("client", Map.of()), ALL_TO_OLD);

        assertThat(met("server", some)).containsExactly(OLD, NEW);
    }

    @Test
    void onlyWhatIsNamedWhereARuleTakesAll() {
        RouteRule behind = rule(RequestMatch.ANY, to(100, "2.0", ""));

        assertThat(met("server", rule(RequestMatch.ANY, ALL_TO_OLD, to(0, "2.0", "")), behind))
                .containsExactly(OLD);
        assertThat(met("server", rule(new AllOf(List.of(RequestMatch.ANY)), ALL_TO_OLD), behind))
                .containsExactly(OLD);
    }

    @Test
    void anInstanceOfTwoSubsetsOnce() {
        assertThat(met("server", rule(RequestMatch.ANY, to(50, "1.0+", ""), to(50, "latest", ""))))
                .containsExactly(OLD, MIDDLE, NEW);
    }

    @Test
    void thoseOfAnotherApplicationUnderItsName() {
        RouteRule rule = rule(RequestMatch.ANY, to(10, "latest", "shop"), to(90, "1.0", "default"));

        assertThat(met("shop/server", rule)).containsExactly(SHOPS);
        assertThat(met("server", rule)).containsExactly(OLD);
        assertThat(met("shop/server")).as("no request goes there any more").isNull();
    }

    @Test
    void noneIsNotTheSameAsUnknown() {
        assertThat(met("empty")).isEmpty();
        assertThat(met("other")).isNull();
    }
}
