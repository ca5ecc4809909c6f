package io.mesher.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.catalog.CatalogSnapshot;
import io.mesher.core.catalog.Endpoint;
import io.mesher.core.catalog.Instance;
import io.mesher.core.catalog.InstanceTraits;
import io.mesher.core.catalog.LookupResult;
import io.mesher.core.catalog.Microservice;
import io.mesher.core.config.GovernanceConfig;
import io.mesher.core.config.HandlerChain;
import io.mesher.core.config.HandlerChain.Handler;
import io.mesher.core.route.HeaderEdits;
import io.mesher.core.route.RequestMatch;
import io.mesher.core.route.RouteOptions;
import io.mesher.core.route.RouteRule;
import io.mesher.core.route.RouteTable;
import io.mesher.core.route.ServiceRoutes;
import io.mesher.core.route.Subset;
import io.mesher.core.route.WeightedSubset;
import io.mesher.net.http1.ParsedHeads;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where rules send requests, and how routes treat them. */
class RouteTest {
    private static final Microservice OWN =
            new Microservice("server", List.of(instance("1", "1.0.0", "a"), instance("2", "2.0.0", "b")));
    private static final Microservice FOREIGN =
            new Microservice("shop", "server", List.of(instance("9", "1.0.0", "a")));

    private final ExchangeFixture fixture = new ExchangeFixture(1);

    private static Instance instance(String number, String version, String zone) {
        return new Instance(
                "i" + number,
                version,
                new Endpoint("10.0.0." + number, 80),
                new InstanceTraits(Map.of("zone", zone), "", "", 0));
    }

    @BeforeEach
    void twoVersions() {
        fixture.catalog.becomes(CatalogSnapshot.of("default", List.of(OWN)));
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private void routes(ServiceRoutes routes, HandlerChain outgoing) {
        GovernanceConfig all = GovernanceConfig.DEFAULT;
        fixture.governance = new GovernanceConfig(
                outgoing,
                all.incoming(),
                all.consumer(),
                all.provider(),
                new RouteTable(Map.of("server", routes)),
                all.zone());
    }

    private void rules(RouteRule... rules) {
        routes(new ServiceRoutes(List.of(rules), List.of()), HandlerChain.OUTGOING);
    }

    private static RouteRule rule(RequestMatch match, WeightedSubset... shares) {
        return new RouteRule(0, match, List.of(shares), "here");
    }

    private static WeightedSubset share(int weight, String version) {
        return new WeightedSubset(weight, new Subset(version, "", Map.of()));
    }

    private static WeightedSubset ofShop() {
        return new WeightedSubset(100, new Subset("1.0.0", "shop", Map.of()));
    }

    /** The last number of the address to which a request goes. */
    private String asked() {
        fixture.get();
        fixture.connection();
        fixture.responds(200);
        fixture.ends();
        String host = fixture.upstreams.asked().getLast().host();
        return host.substring(host.lastIndexOf('.') + 1);
    }

    // --- Route

    @Test
    void withoutARuleTheNewestVersionGetsAll() {
        assertThat(asked() + asked()).isEqualTo("22");
    }

    @Test
    void theFirstRuleThatMatchesSaysWhere() {
        rules(
                rule(request -> request.path().equals("/b"), share(100, "2.0.0")),
                rule(request -> request.path().equals("/a"), share(100, "1.0.0")),
                rule(RequestMatch.ANY, share(100, "2.0.0")));
        assertThat(asked()).isEqualTo("1");
    }

    @Test
    void aRequestThatNoRuleMatchesGoesToTheNewest() {
        rules(rule(_ -> false, share(100, "1.0.0")));
        assertThat(asked()).isEqualTo("2");
    }

    @Test
    void theSharesHold() {
        rules(rule(RequestMatch.ANY, share(30, "1.0.0"), share(70, "2.0.0")));
        List<String> asked = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            asked.add(asked());
        }
        assertThat(asked.stream().filter("1"::equals).count()).isEqualTo(60);
    }

    @Test
    void tagsChooseAmongTheInstances() {
        rules(rule(RequestMatch.ANY, new WeightedSubset(100, new Subset("1.0.0+", "", Map.of("zone", "a")))));
        assertThat(asked()).isEqualTo("1");
    }

    @Test
    void aSubsetWithoutInstancesIsNamedInTheAnswer() {
        rules(rule(RequestMatch.ANY, share(100, "3.0.0")));
        fixture.get();
        assertThat(fixture.journal).containsExactly("down answer 503 no.instance");
        assertThat(new String(fixture.caller.lastAnswer().body(), StandardCharsets.UTF_8))
                .contains("has no instance of version 3.0.0, which a route rule asks for");
    }

    @Test
    void withoutTheRouterInTheChainNoRuleCounts() {
        routes(
                new ServiceRoutes(List.of(rule(RequestMatch.ANY, share(100, "1.0.0"))), List.of()),
                new HandlerChain(Set.of(Handler.LOAD_BALANCE, Handler.TRANSPORT)));
        assertThat(asked()).isEqualTo("2");
    }

    @Test
    void aRuleThatIsChangedCountsForTheNextRequest() {
        rules(rule(RequestMatch.ANY, share(100, "1.0.0")));
        assertThat(asked()).isEqualTo("1");
        rules(rule(RequestMatch.ANY, share(100, "2.0.0")));
        assertThat(asked()).isEqualTo("2");
    }

    // --- other applications

    @Test
    void anotherApplicationsServiceIsTakenFromTheCatalog() {
        fixture.catalog.becomes(CatalogSnapshot.of("default", List.of(OWN, FOREIGN)));
        rules(rule(RequestMatch.ANY, ofShop()));
        assertThat(asked()).isEqualTo("9");
    }

    @Test
    void theOwnApplicationNeedsNoLookUp() {
        rules(rule(RequestMatch.ANY, new WeightedSubset(100, new Subset("1.0.0", "default", Map.of()))));
        assertThat(asked()).isEqualTo("1");
    }

    @Test
    void anotherApplicationsServiceIsLookedUpWhileTheRequestWaits() {
        rules(rule(RequestMatch.ANY, ofShop()));
        fixture.catalog.answersLater();
        fixture.get();
        assertThat(fixture.news()).containsExactly("look up shop/server");
        fixture.catalog.becomes(CatalogSnapshot.of("default", List.of(OWN, FOREIGN)));
        fixture.catalog.answer("shop/server", new LookupResult.Found());
        fixture.clock.runTasks();
        assertThat(fixture.upstreams.asked()).containsExactly(new Endpoint("10.0.0.9", 80));
    }

    @Test
    void theShareIsKeptWhileARequestWaits() {
        rules(rule(RequestMatch.ANY, new WeightedSubset(50, ofShop().subset()), share(50, "1.0.0")));
        fixture.catalog.answersLater();
        if (!waits()) {
            fixture.connection();
            fixture.responds(200);
            fixture.ends();
            assertThat(waits()).isTrue();
        }
        fixture.catalog.becomes(CatalogSnapshot.of("default", List.of(OWN, FOREIGN)));
        fixture.catalog.answer("shop/server", new LookupResult.Found());
        fixture.clock.runTasks();
        assertThat(fixture.upstreams.asked().getLast()).isEqualTo(new Endpoint("10.0.0.9", 80));
    }

    private boolean waits() {
        fixture.get();
        return fixture.catalog.isAsked();
    }

    @Test
    void anApplicationWithoutTheServiceIsAnswered() {
        rules(rule(RequestMatch.ANY, ofShop()));
        fixture.catalog.answersAtOnce(new LookupResult.NoSuchService());
        fixture.get();
        assertThat(fixture.journal).containsExactly("down answer 503 no.instance");
    }

    // --- RouteTreatment

    private void treat(RequestMatch match, Duration response, Duration total, HeaderEdits request, HeaderEdits answer) {
        RouteOptions options = new RouteOptions("slow", match, response, null, total, null, request, answer, "here");
        routes(new ServiceRoutes(List.of(), List.of(options)), HandlerChain.OUTGOING);
    }

    @Test
    void aRouteHasATimeOfItsOwn() {
        treat(request -> request.path().equals("/a"), Duration.ofSeconds(2), null, HeaderEdits.NONE, HeaderEdits.NONE);
        fixture.request("POST http://server/a HTTP/1.1", "Host: server", "Content-Length: 0");
        fixture.connection();
        fixture.clock.advance(Duration.ofMillis(1900));
        assertThat(fixture.journal).last().isEqualTo("up request POST");
        fixture.clock.advance(Duration.ofMillis(200));
        assertThat(fixture.journal).last().asString().startsWith("down answer 504");
    }

    @Test
    void otherRequestsHaveTheServicesTime() {
        treat(request -> request.path().equals("/b"), Duration.ofSeconds(2), null, HeaderEdits.NONE, HeaderEdits.NONE);
        fixture.request("POST http://server/a HTTP/1.1", "Host: server", "Content-Length: 0");
        fixture.connection();
        fixture.clock.advance(Duration.ofSeconds(29));
        assertThat(fixture.journal).last().isEqualTo("up request POST");
    }

    @Test
    void aRoutesTotalCountsAllAttempts() {
        treat(RequestMatch.ANY, null, Duration.ofSeconds(3), HeaderEdits.NONE, HeaderEdits.NONE);
        fixture.get();
        fixture.clock.advance(Duration.ofMillis(3100));
        assertThat(fixture.journal).last().isEqualTo("down answer 504 deadline.exceeded");
    }

    @Test
    void fieldsOfTheRequestAreRemovedSetAndAdded() {
        treat(
                RequestMatch.ANY,
                null,
                null,
                new HeaderEdits(List.of("x-secret"), Map.of("X-Tenant", "t1"), Map.of("X-More", "2")),
                HeaderEdits.NONE);
        fixture.request(
                "GET http://server/a HTTP/1.1",
                "Host: server",
                "X-Secret: a",
                "X-SECRET: b",
                "x-tenant: other",
                "X-More: 1");
        fixture.connection();
        assertThat(fixture.upstream().lines()).contains("X-Tenant: t1\r\n", "X-More: 2\r\n");
        assertThat(fixture.upstream().kept())
                .contains("X-More: 1")
                .noneMatch(line -> line.matches("(?i)x-(secret|tenant):.*"));
    }

    @Test
    void fieldsOfTheResponseAreRemovedSetAndAdded() {
        treat(
                RequestMatch.ANY,
                null,
                null,
                HeaderEdits.NONE,
                new HeaderEdits(List.of("server"), Map.of("Cache-Control", "no-store"), Map.of("X-More", "2")));
        fixture.get();
        fixture.connection();
        fixture.upstream()
                .handler()
                .onResponse(ParsedHeads.response(
                        "HTTP/1.1 200 x", "Content-Length: 3", "Server: a", "cache-control: public", "X-More: 1"));
        assertThat(fixture.caller.lastLines()).contains("Cache-Control: no-store\r\n", "X-More: 2\r\n");
        assertThat(fixture.caller.kept()).containsExactly("Content-Length: 3", "X-More: 1");
    }
}
