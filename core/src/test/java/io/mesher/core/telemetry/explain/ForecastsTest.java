package io.mesher.core.telemetry.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.balance.Prospect;
import io.mesher.core.balance.Verdict;
import io.mesher.core.catalog.CatalogSnapshot;
import io.mesher.core.catalog.Endpoint;
import io.mesher.core.catalog.Instance;
import io.mesher.core.catalog.InstanceTraits;
import io.mesher.core.catalog.LeftOut;
import io.mesher.core.catalog.Microservice;
import io.mesher.core.config.GovernanceConfig;
import io.mesher.core.config.Zone;
import io.mesher.core.resilience.ServiceStates;
import io.mesher.core.route.AllOf;
import io.mesher.core.route.AnyOf;
import io.mesher.core.route.CallerIs;
import io.mesher.core.route.Condition;
import io.mesher.core.route.HeaderEdits;
import io.mesher.core.route.MethodIs;
import io.mesher.core.route.RequestFacts;
import io.mesher.core.route.RequestMatch;
import io.mesher.core.route.RouteOptions;
import io.mesher.core.route.RouteRule;
import io.mesher.core.route.RouteTable;
import io.mesher.core.route.ServiceRoutes;
import io.mesher.core.route.Subset;
import io.mesher.core.route.SubsetTurns;
import io.mesher.core.route.TextTest;
import io.mesher.core.route.WeightedSubset;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Where requests would go. */
class ForecastsTest {
    private static final RequestFacts ALICE = new Asked("GET", Map.of("x-user", "alice"));
    private static final Subset OLD = new Subset("1.0", "", Map.of());
    private static final Subset ELSEWHERE = new Subset("1.0", "shop", Map.of());
    private static final Microservice SERVER = new Microservice(
            "server",
            List.of(
                    new Instance("a", "1.0", new Endpoint("10.0.0.1", 80)),
                    new Instance("b", "2.0", new Endpoint("10.0.0.2", 80))));

    private final ServiceStates states = new ServiceStates();

    /** What rules ask of. */
    private record Asked(String method, Map<String, String> fields) implements RequestFacts {
        @Override
        public String path() {
            return "/x";
        }

        @Override
        public String field(String name) {
            return fields.get(name);
        }

        @Override
        public String query(String name) {
            return null;
        }

        @Override
        public String cookie(String name) {
            return null;
        }

        @Override
        public String source() {
            return "client";
        }

        @Override
        public Map<String, String> sourceTags() {
            return Map.of();
        }
    }

    private static Condition user(String name) {
        return new Condition(
                Condition.Part.FIELD, "x-user", List.of(TextTest.of(TextTest.Operator.EXACT, name, false)), false);
    }

    private static RouteRule rule(int line, RequestMatch match, WeightedSubset... routes) {
        return new RouteRule(1, match, List.of(routes), "router.yaml:" + line);
    }

    private Forecast forecast(RequestFacts request, ServiceRoutes routes) {
        return new Forecasts(CatalogSnapshot.of(List.of(SERVER)), governance(routes), states, 0, 0)
                .of(request, SERVER, true);
    }

    private static GovernanceConfig governance(ServiceRoutes routes) {
        GovernanceConfig usual = GovernanceConfig.DEFAULT;
        return new GovernanceConfig(
                usual.outgoing(),
                usual.incoming(),
                usual.consumer(),
                usual.provider(),
                new RouteTable(Map.of("server", routes)),
                Zone.UNKNOWN);
    }

    @Test
    void tellsAllInWords() {
        RouteOptions options = new RouteOptions(
                "slow",
                RequestMatch.ANY,
                Duration.ofSeconds(2),
                null,
                null,
                false,
                new HeaderEdits(List.of("x-debug"), Map.of("x-by", "mesher"), Map.of()),
                HeaderEdits.NONE,
                "mesher.yaml:7");
        ServiceRoutes routes = new ServiceRoutes(
                List.of(
                        rule(3, new AllOf(List.of(new MethodIs(List.of("GET", "HEAD")), user("bob")))),
                        rule(
                                9,
                                user("alice"),
                                new WeightedSubset(20, ELSEWHERE),
                                new WeightedSubset(80, Subset.LATEST))),
                List.of(options));

        assertThat(ForecastText.of("GET http://server/x", forecast(ALICE, routes)))
                .isEqualTo("""
                GET http://server/x
                  destination: server
                  rule 1, router.yaml:3: no match, it needs header x-user exact "bob"
                  rule 2, router.yaml:9: matches, header x-user exact "alice"
                  20 % to version 1.0, application shop: no instance there can take it
                    not known yet in that application: the first request asks the registry
                  80 % to the latest version:
                    10.0.0.1:80 (a): excluded by its version: has 1.0
                    10.0.0.2:80 (b), version 2.0: eligible
                  route: slow (mesher.yaml:7)
                  limits: connect 1 s, response 2 s, idle none, total none
                  retries: nothing that was sent is sent again
                  breaker: not enabled; calls in flight: 0 of 1000
                  request fields: remove x-debug, set x-by: mesher
                """);
    }

    @Test
    void withoutARuleTheLatestVersionGetsIt() {
        ServiceRoutes routes =
                new ServiceRoutes(List.of(rule(3, user("bob"), new WeightedSubset(100, OLD))), List.of());

        Forecast forecast = forecast(ALICE, routes);

        assertThat(forecast.rules()).hasSize(1).noneMatch(Forecast.Tried::holds);
        assertThat(forecast.shares()).singleElement().satisfies(share -> {
            assertThat(share.subset()).isEqualTo(Subset.LATEST);
            assertThat(share.prospects())
                    .extracting(Prospect::verdict)
                    .containsExactly(Verdict.OTHER_VERSION, Verdict.ELIGIBLE);
        });
    }

    @Test
    void namesInstancesThatTheRegistryHasAndThatGetNothing() {
        LeftOut leftOut = new LeftOut(
                List.of(
                        new LeftOut.One("c", "10.0.0.3:80", "2.0", "DOWN in the registry"),
                        new LeftOut.One("d", "", "", "it has no\nrest:// endpoint")),
                7);
        Microservice down = new Microservice("server", List.of()).with(leftOut);

        Forecast forecast = new Forecasts(
                        CatalogSnapshot.of(List.of(down)), governance(ServiceRoutes.NONE), states, 0, 0)
                .of(ALICE, down, true);

        assertThat(ForecastText.of("GET http://server/x", forecast)).contains("""
                  100 % to the latest version: no instance there can take it
                    10.0.0.3:80 (c), version 2.0: DOWN in the registry
                    d: it has no?rest:// endpoint
                    and 7 more registered instances that get no requests
                """);
    }

    @Test
    void looksWithoutTouch() {
        forecast(ALICE, ServiceRoutes.NONE);

        assertThat(states.all()).isEmpty();
    }

    /** Random rules and requests: the rule is the one that routing takes, and each turn of it is one of the shares. */
    @Test
    void saysWhatRoutingDoes() {
        for (int seed = 0; seed < 500; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<RouteRule> rules = new ArrayList<>();
            for (int i = random.nextInt(5); i > 0; i--) {
                int first = random.nextInt(101);
                rules.add(rule(
                        i,
                        match(random, 2),
                        new WeightedSubset(first, OLD),
                        new WeightedSubset(100 - first, Subset.LATEST)));
            }
            ServiceRoutes routes = new ServiceRoutes(rules, List.of());
            RequestFacts request = new Asked(
                    random.nextBoolean() ? "GET" : "POST",
                    random.nextBoolean() ? Map.of() : Map.of("x-user", random.nextBoolean() ? "alice" : "bob"));

            Forecast forecast = forecast(request, routes);

            RouteRule taken = routes.rule(request);
            String picture = "seed " + seed + ": " + routes;
            assertThat(forecast.rules().stream().filter(Forecast.Tried::holds).map(Forecast.Tried::rule))
                    .as(picture)
                    .isEqualTo(taken == null ? List.of() : List.of(taken));
            if (taken != null) {
                SubsetTurns turns = new SubsetTurns(taken, random.nextInt());
                List<Subset> shares =
                        forecast.shares().stream().map(Forecast.Share::subset).toList();
                for (int i = 0; i < 100; i++) {
                    assertThat(shares).as(picture).contains(turns.next());
                }
            }
        }
    }

    private static RequestMatch match(SplittableRandom random, int depth) {
        return switch (random.nextInt(depth == 0 ? 4 : 6)) {
            case 0 -> RequestMatch.ANY;
            case 1 -> user(random.nextBoolean() ? "alice" : "bob");
            case 2 -> new MethodIs(List.of(random.nextBoolean() ? "GET" : "POST"));
            case 3 -> new CallerIs(random.nextBoolean() ? "client" : "other", Map.of());
            case 4 -> new AllOf(List.of(match(random, depth - 1), match(random, depth - 1)));
            default -> new AnyOf(List.of(match(random, depth - 1), match(random, depth - 1)));
        };
    }

    @Test
    void knowsTagsOfInstances() {
        Microservice tagged = new Microservice(
                "server",
                List.of(new Instance(
                        "a", "1", new Endpoint("h", 1), new InstanceTraits(Map.of("stage", "test"), "", "", 0))));
        Subset wanted = new Subset("latest", "", Map.of("stage", "prod"));
        ServiceRoutes routes =
                new ServiceRoutes(List.of(rule(1, RequestMatch.ANY, new WeightedSubset(100, wanted))), List.of());

        Forecast forecast = new Forecasts(CatalogSnapshot.of(List.of(tagged)), governance(routes), states, 0, 0)
                .of(ALICE, tagged, true);

        assertThat(ForecastText.of("GET http://server/x", forecast))
                .contains("100 % to the latest version, stage=prod: no instance there can take it")
                .contains("h:1 (a), version 1: excluded by its tags: has stage=test");
    }
}
