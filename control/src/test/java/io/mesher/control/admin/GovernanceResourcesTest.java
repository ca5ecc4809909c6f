package io.mesher.control.admin;

import static io.mesher.control.admin.RawResponse.expected;
import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.balance.Candidate;
import io.mesher.core.catalog.CatalogSnapshot;
import io.mesher.core.catalog.Endpoint;
import io.mesher.core.catalog.Instance;
import io.mesher.core.catalog.Microservice;
import io.mesher.core.config.BreakerPolicy;
import io.mesher.core.config.GovernanceConfig;
import io.mesher.core.config.HandlerChain;
import io.mesher.core.config.HandlerChain.Handler;
import io.mesher.core.config.PolicyTable;
import io.mesher.core.config.ServicePolicy;
import io.mesher.core.resilience.CircuitBreaker.Permit;
import io.mesher.core.resilience.ServiceState;
import io.mesher.core.route.AllOf;
import io.mesher.core.route.CallerIs;
import io.mesher.core.route.Condition;
import io.mesher.core.route.HeaderEdits;
import io.mesher.core.route.MethodIs;
import io.mesher.core.route.RequestMatch;
import io.mesher.core.route.RouteOptions;
import io.mesher.core.route.RouteRule;
import io.mesher.core.route.RouteTable;
import io.mesher.core.route.ServiceRoutes;
import io.mesher.core.route.Subset;
import io.mesher.core.route.TextTest;
import io.mesher.core.route.WeightedSubset;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is shown of rules, and of how calls to services are treated. */
@Timeout(600)
class GovernanceResourcesTest {
    private static final RouteRule SPLIT = new RouteRule(
            2,
            RequestMatch.ANY,
            List.of(
                    new WeightedSubset(20, new Subset("1.0", "shop", Map.of("zone", "a\"b"))),
                    new WeightedSubset(80, Subset.LATEST)),
            "router.yaml:3");
    private static final RouteRule TAGS = new RouteRule(
            1,
            new AllOf(List.of(
                    new CallerIs("Client", Map.of("app", "shop")),
                    new MethodIs(List.of("GET")),
                    new Condition(
                            Condition.Part.FIELD,
                            "X-User",
                            List.of(
                                    TextTest.of(TextTest.Operator.PREFIX, "al", true),
                                    TextTest.of(TextTest.Operator.NO_EQU, "alf", true)),
                            false),
                    new Condition(
                            Condition.Part.COOKIE,
                            "c",
                            List.of(TextTest.of(TextTest.Operator.EXACT, "1", false)),
                            false))),
            List.of(new WeightedSubset(100, new Subset("", "", Map.of("stage", "test")))),
            "router.yaml:12");

    private AdminServer server;

    @BeforeEach
    void start() throws IOException {
        server = new AdminServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static GovernanceConfig governance(Map<String, ServiceRoutes> routes, ServicePolicy policy) {
        GovernanceConfig other = GovernanceConfig.DEFAULT;
        return new GovernanceConfig(
                other.outgoing(),
                other.incoming(),
                new PolicyTable(policy, Map.of()),
                other.provider(),
                new RouteTable(routes),
                other.zone());
    }

    static GovernanceConfig withRuleOf(String service) {
        return governance(Map.of(service, new ServiceRoutes(List.of(SPLIT), List.of())), ServicePolicy.DEFAULT);
    }

    private static ServicePolicy policy(BreakerPolicy breaker, int maxConcurrent) {
        return ServicePolicy.DEFAULT.withBreaker(breaker).withMaxConcurrent(maxConcurrent);
    }

    @Test
    void tellsTheRulesOfAServiceInTheOriginalsShape() throws IOException {
        server.governance =
                governance(Map.of("a b", new ServiceRoutes(List.of(SPLIT, TAGS), List.of())), ServicePolicy.DEFAULT);

        assertThat(server.get("/v1/mesher/routeRule/a%20b")).isEqualTo(expected("200 OK", "text/vnd.yaml", """
                [
                 {
                  "precedence": 2,
                  "route": [
                   {
                    "tags": {
                     "app": "shop",
                     "version": "1.0",
                     "zone": "a\\"b"
                    },
                    "weight": 20,
                    "Label": "app:shop|version:1.0|zone:a\\"b"
                   },
                   {
                    "tags": {
                     "version": "latest"
                    },
                    "weight": 80,
                    "Label": "version:latest"
                   }
                  ],
                  "match": {
                   "refer": "",
                   "source": "",
                   "sourceTags": null,
                   "httpHeaders": null,
                   "headers": null
                  }
                 },
                 {
                  "precedence": 1,
                  "route": [
                   {
                    "tags": {
                     "stage": "test"
                    },
                    "weight": 100,
                    "Label": "stage:test"
                   }
                  ],
                  "match": {
                   "refer": "",
                   "source": "Client",
                   "sourceTags": {
                    "app": "shop"
                   },
                   "httpHeaders": {
                    "X-User": {
                     "caseInsensitive": "true",
                     "noEqu": "alf",
                     "prefix": "al"
                    }
                   },
                   "headers": null,
                   "condition": "source Client, app=shop and method GET and header X-User prefix \\"al\\" in any case, \
                noEqu \\"alf\\" in any case and cookie c exact \\"1\\""
                  }
                 }
                ]"""));
    }

    @Test
    void tellsAConditionThatStandsAlone() throws IOException {
        RequestMatch caller = new CallerIs("Client", Map.of());
        RouteRule rule = new RouteRule(0, caller, List.of(new WeightedSubset(100, Subset.LATEST)), "router.yaml:1");
        server.governance = governance(Map.of("a", new ServiceRoutes(List.of(rule), List.of())), ServicePolicy.DEFAULT);

        assertThat(server.get("/v1/mesher/routeRule/a").body()).contains("""
                  "match": {
                   "refer": "",
                   "source": "Client",
                   "sourceTags": null,
                   "httpHeaders": null,
                   "headers": null,
                   "condition": "source Client"
                  }
                """);
    }

    @Test
    void knowsTheRulesOfTheMoment() throws IOException {
        assertThat(server.get("/v1/mesher/routeRule/a").body()).isEqualTo("\"a routeRule not found\"");

        server.governance = governance(Map.of("a", new ServiceRoutes(List.of(TAGS), List.of())), ServicePolicy.DEFAULT);
        assertThat(server.get("/v1/mesher/routeRule/a").statusLine()).isEqualTo("HTTP/1.1 200 OK");
        assertThat(server.get("/v1/mesher/routeRule/A").body()).isEqualTo("\"A routeRule not found\"");

        server.governance = governance(Map.of("a", ServiceRoutes.NONE), ServicePolicy.DEFAULT);
        assertThat(server.get("/v1/mesher/routeRule/a").body()).isEqualTo("\"a routeRule not found\"");
    }

    @Test
    void hasNothingToTellBeforeTheFirstCall() throws IOException {
        assertThat(server.get("/v1/mesher/services")).isEqualTo(expected("200 OK", "application/json", """
                {
                 "services": [ ],
                 "application": {
                  "breaker": {
                   "enabled": false,
                   "state": "closed"
                  },
                  "isolation": {
                   "underWay": 0,
                   "most": 1000,
                   "streams": 0
                  }
                 }
                }"""));
    }

    @Test
    void tellsHowCallsToAServiceAreTreated() throws IOException {
        BreakerPolicy breaker = new BreakerPolicy(true, false, false, Duration.ofHours(1), 1, 50);
        server.governance = governance(Map.of("Other", ServiceRoutes.NONE), policy(breaker, 7));
        ServiceState state = server.states.of("Server");
        state.breaker().ended(Permit.ALLOWED, true, breaker, System.nanoTime());
        assertThat(state.breaker().ask(breaker, System.nanoTime())).isEqualTo(Permit.REFUSED);
        assertThat(state.isolation().enter(7)).isTrue();
        assertThat(state.budget().take(0, System.nanoTime())).isTrue();
        for (int i = 0; i < 10; i++) {
            server.counters.of("Server").record(200, 1);
        }

        assertThat(server.get("/v1/mesher/services")).isEqualTo(expected("200 OK", "application/json", """
                {
                 "services": [
                  {
                   "service": "Other",
                   "instances": [ ],
                   "breaker": {
                    "enabled": true,
                    "state": "closed"
                   },
                   "isolation": {
                    "underWay": 0,
                    "most": 7,
                    "streams": 0
                   },
                   "retryBudget": {
                    "left": 30
                   },
                   "rules": [ ],
                   "routes": [ ]
                  },
                  {
                   "service": "Server",
                   "instances": [ ],
                   "breaker": {
                    "enabled": true,
                    "state": "open"
                   },
                   "isolation": {
                    "underWay": 1,
                    "most": 7,
                    "streams": 0
                   },
                   "retryBudget": {
                    "left": 31
                   },
                   "rules": [ ],
                   "routes": [ ]
                  }
                 ],
                 "application": {
                  "breaker": {
                   "enabled": false,
                   "state": "closed"
                  },
                  "isolation": {
                   "underWay": 0,
                   "most": 1000,
                   "streams": 0
                  }
                 }
                }"""));
        assertThat(server.states.all()).containsExactly(state);
    }

    @Test
    void tellsTheInstancesAsTheyAreBalanced() throws IOException {
        ServiceState state = server.states.of("Server");
        Instance known = new Instance("b", "", new Endpoint("::1", 81));
        Instance unmet = new Instance("a", "", new Endpoint("host", 80));
        server.catalog = CatalogSnapshot.of(List.of(new Microservice("Server", List.of(known, unmet))));
        Candidate second = state.candidates().of(known);
        state.candidates().of(new Instance("gone", "", new Endpoint("host", 82)));
        second.began();
        state.candidates().health(second, false, "health check: status 500");

        assertThat(server.get("/v1/mesher/services").body()).contains("""
                   "instances": [
                    {
                     "id": "a",
                     "endpoint": "host:80",
                     "version": "",
                     "state": "available",
                     "failuresInRow": 0,
                     "timesEjected": 0,
                     "inFlight": 0,
                     "averageLatencyMillis": 0.000
                    },
                    {
                     "id": "b",
                     "endpoint": "[::1]:81",
                     "version": "",
                     "state": "unhealthy",
                     "reason": "health check: status 500",
                     "failuresInRow": 0,
                     "timesEjected": 0,
                     "inFlight": 1,
                     "averageLatencyMillis": 0.000
                    }
                   ],
                """);
    }

    @Test
    void tellsTheRulesOfServicesThatNobodyCalled() throws IOException {
        server.governance =
                governance(Map.of("Ruled", new ServiceRoutes(List.of(TAGS), List.of())), ServicePolicy.DEFAULT);

        assertThat(server.get("/v1/mesher/services").body())
                .contains("\"service\": \"Ruled\"")
                .contains("\"Label\": \"stage:test\"");
        assertThat(server.states.all()).isEmpty();
    }

    private static GovernanceConfig chained(HandlerChain outgoing, HandlerChain incoming, ServicePolicy provider) {
        GovernanceConfig other = GovernanceConfig.DEFAULT;
        BreakerPolicy breaker = new BreakerPolicy(true, false, false, Duration.ofHours(1), 1, 50);
        return new GovernanceConfig(
                outgoing,
                incoming,
                new PolicyTable(policy(breaker, 7), Map.of()),
                provider,
                RouteTable.NONE,
                other.zone());
    }

    @Test
    void aBreakerIsOffWhereTheChainHasNone() throws IOException {
        HandlerChain none = new HandlerChain(Set.of(Handler.TRANSPORT));
        server.states.of("Server");
        server.governance = chained(none, none, GovernanceConfig.DEFAULT.provider());

        assertThat(server.get("/v1/mesher/services").body())
                .contains("\"enabled\": false")
                .doesNotContain("\"enabled\": true");
    }

    @Test
    void tellsHowCallsToTheLocalApplicationAreTreated() throws IOException {
        BreakerPolicy breaker = new BreakerPolicy(true, false, false, Duration.ofHours(1), 1, 50);
        HandlerChain chain = new HandlerChain(Set.of(Handler.BREAKER_PROVIDER, Handler.TRANSPORT));
        server.governance = chained(HandlerChain.OUTGOING, chain, policy(breaker, 9));
        ServiceState application = server.states.application("Client");
        application.breaker().ended(Permit.ALLOWED, true, breaker, System.nanoTime());
        assertThat(application.breaker().ask(breaker, System.nanoTime())).isEqualTo(Permit.REFUSED);
        assertThat(application.isolation().enter(9)).isTrue();

        assertThat(server.get("/v1/mesher/services").body()).isEqualTo("""
                {
                 "services": [ ],
                 "application": {
                  "breaker": {
                   "enabled": true,
                   "state": "open"
                  },
                  "isolation": {
                   "underWay": 1,
                   "most": 9,
                   "streams": 0
                  }
                 }
                }""");
    }

    @Test
    void tellsHowWhichRequestsAreTreated() throws IOException {
        RouteOptions slow = new RouteOptions(
                "slow",
                TAGS.match(),
                Duration.ofMillis(1500),
                null,
                Duration.ZERO,
                false,
                new HeaderEdits(List.of("X-A"), Map.of("X-B", "1"), Map.of()),
                HeaderEdits.NONE,
                "mesher.yaml:7");
        server.governance =
                governance(Map.of("Server", new ServiceRoutes(List.of(), List.of(slow))), ServicePolicy.DEFAULT);

        assertThat(server.get("/v1/mesher/services").body()).contains("""
                   "routes": [
                    {
                     "name": "slow",
                     "place": "mesher.yaml:7",
                """).contains("""
                     "responseMillis": 1500.000,
                     "totalMillis": 0.000,
                     "retry": false,
                     "requestFields": {
                      "remove": [
                       "X-A"
                      ],
                      "set": {
                       "X-B": "1"
                      },
                      "add": { }
                     }
                    }
                   ]
                """);
    }

    @Test
    void namesTheMatchPolicyThatARuleRefersTo() throws IOException {
        RouteRule rule = new RouteRule(0, TAGS.match(), TAGS.routes(), "router.yaml:1", "writes");
        server.governance = governance(Map.of("a", new ServiceRoutes(List.of(rule), List.of())), ServicePolicy.DEFAULT);

        assertThat(server.get("/v1/mesher/routeRule/a").body()).contains("\"refer\": \"writes\"");
    }
}
