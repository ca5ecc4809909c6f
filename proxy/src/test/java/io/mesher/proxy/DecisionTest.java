package io.mesher.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.catalog.LookupResult;
import io.mesher.core.config.ExplainConfig;
import io.mesher.core.config.TrustedPeers;
import io.mesher.core.route.HeaderEdits;
import io.mesher.core.route.MethodIs;
import io.mesher.core.route.RequestMatch;
import io.mesher.core.route.RouteOptions;
import io.mesher.core.route.RouteRule;
import io.mesher.core.route.RouteTable;
import io.mesher.core.route.ServiceRoutes;
import io.mesher.core.route.Subset;
import io.mesher.core.route.WeightedSubset;
import io.mesher.core.telemetry.explain.Decision;
import io.mesher.core.telemetry.explain.DecisionLog;
import io.mesher.core.telemetry.explain.DecisionText;
import io.mesher.core.telemetry.explain.Gate;
import io.mesher.proxy.filter.Explain;
import io.mesher.proxy.record.DecisionRecorder;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is kept of requests to explain them. */
class DecisionTest {
    private final List<DecisionLogs> logs = new ArrayList<>();
    private final List<DecisionLog> log = new ArrayList<>();
    private final ExchangeFixture fixture = fixture("127.0.0.1");
    private boolean query = true;

    private ExchangeFixture fixture(String peer) {
        List<Filter> filters = new ArrayList<>();
        filters.add(
                new FilterOf(exchange -> new Explain(logs.getFirst(), TrustedPeers.LOOPBACK_ONLY).onRequest(exchange)));
        filters.addAll(OutgoingPipeline.filters(ExchangeFixture.SETTINGS, null));
        ExchangeFixture made = new ExchangeFixture(
                2,
                InetAddress.ofLiteral(peer),
                filters,
                new RecorderOf(exchange -> new DecisionRecorder(log.getFirst(), query).onEnd(exchange)));
        logs.add(new DecisionLogs(List.of(made.context.loop()), ExplainConfig.DEFAULT));
        log.add(logs.getFirst().of(made.context.loop()));
        return made;
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private String last() {
        List<Decision> kept = new ArrayList<>();
        log.getFirst().copy(_ -> true, 1, kept);
        assertThat(kept).hasSize(1);
        String text = DecisionText.of(kept.getFirst());
        assertThat(text).startsWith("20");
        return text.substring(text.indexOf("Z ") + 2);
    }

    private void asks(String target) {
        fixture.request("GET http://server" + target + " HTTP/1.1", "Host: server");
        fixture.connection();
        fixture.responds(200);
        fixture.ends();
    }

    @Test
    void showsTheQueryWithoutSignatures() {
        asks("/a?b=c&sig=secret");

        assertThat(last()).startsWith("outgoing GET http://server/a?b=c&sig=REDACTED -> 200");
    }

    @Test
    void keepsNoQueryWhereNoneIsWanted() {
        query = false;
        asks("/a?b=c");

        assertThat(last()).startsWith("outgoing GET http://server/a -> 200");
    }

    @Test
    void keepsTheWayOfARequest() {
        fixture.get();
        fixture.clock.advance(Duration.ofMillis(5));
        fixture.connectFails();
        fixture.pooledConnection();
        fixture.clock.advance(Duration.ofMillis(20));
        fixture.responds(200);
        fixture.ends();

        assertThat(last())
                .startsWith("outgoing GET http://server/a -> 200 in 25 ms\n  destination: server, called by client\n")
                .contains("  subset: the latest version of 2 instances\n")
                .contains(
                        "  limits: response 30 s, idle none, total none; retried only if that is safe; breaker and isolation passed\n")
                .contains("attempt 1: 10.0.0.1:80: no connection to it, 5 ms\n")
                .contains("attempt 2: 10.0.0.2:80, reused connection after 0 ms: 200, 20 ms\n")
                .contains(
                        "  time: look-up 0 ms, connections and pauses 5 ms, upload 0 ms, instance 20 ms, download 0 ms,"
                                + " Mesher ");
    }

    @Test
    void keepsWhichRuleAndRouteHeld() {
        Policies policies = new Policies();
        RouteRule posts = new RouteRule(
                2, new MethodIs(List.of("POST")), List.of(new WeightedSubset(100, Subset.LATEST)), "router.yaml:3");
        RouteRule any = new RouteRule(
                1,
                RequestMatch.ANY,
                List.of(new WeightedSubset(100, new Subset("latest", "", Map.of("stage", "test")))),
                "router.yaml:9");
        RouteOptions slow = new RouteOptions(
                "slow",
                RequestMatch.ANY,
                Duration.ofSeconds(2),
                null,
                Duration.ofSeconds(9),
                null,
                HeaderEdits.NONE,
                HeaderEdits.NONE,
                "mesher.yaml:4");
        policies.routes = new RouteTable(Map.of("server", new ServiceRoutes(List.of(posts, any), List.of(slow))));
        fixture.governance = policies.config();

        fixture.get();

        assertThat(last())
                .startsWith("outgoing GET http://server/a -> 503 no.instance in 0 ms\n")
                .contains("  rule: 2 of 2, router.yaml:9: any request\n")
                .contains("  subset: the latest version, stage=test of 2 instances\n")
                .contains("  route: slow (mesher.yaml:4)\n")
                .contains("  limits: response 2 s, idle none, total 9 s;");
    }

    @Test
    void keepsWhyARequestWasRefused() {
        Policies policies = new Policies();
        policies.maxConcurrent = 0;
        fixture.governance = policies.config();

        fixture.get();

        assertThat(last()).contains("-> 503 isolation.full").contains("; too many calls in flight\n");
    }

    @Test
    void keepsRequestsWithoutADestination() {
        fixture.request("GET /a HTTP/1.1", "Host: server");

        assertThat(last()).contains(" -> 400 ", "destination: none found");
    }

    @Test
    void theFieldGoesNoFurther() {
        fixture.request("GET http://server/a HTTP/1.1", "Host: server", "X-Mesher-Explain: 1");

        assertThat(Filtered.kept(fixture.caller.request().fields())).containsExactly("Host: server");
    }

    @Test
    void holdsNothingBetweenRequests() throws IllegalAccessException {
        fixture.get();
        fixture.connection();
        fixture.responds(200);
        fixture.ends();

        for (Field field : Explanation.class.getDeclaredFields()) {
            if (!field.getType().isPrimitive() && !Modifier.isStatic(field.getModifiers())) {
                field.setAccessible(true);
                assertThat(field.get(fixture.exchange.record().explanation()))
                        .as(field.getName())
                        .isIn(null, List.of(), Gate.NOT_ASKED);
            }
        }
    }

    @Test
    void keepsOnesWhoseCallerHasGone() {
        fixture.get();
        fixture.gone();

        assertThat(last()).startsWith("outgoing GET http://server/a -> 499 caller.gone");
    }

    @Test
    void lookUpThatFindsNothingIsInIt() {
        fixture.catalog.forget();
        fixture.get();
        fixture.clock.advance(Duration.ofMillis(7));
        fixture.lookedUp(new LookupResult.NoSuchService());

        assertThat(last()).contains("-> 404 ", "  time: look-up 7 ms");
    }

    @Test
    void tellsThatARouteSwitchesRetriesOff() {
        Policies policies = new Policies();
        RouteOptions once = new RouteOptions(
                "once", RequestMatch.ANY, null, null, null, false, HeaderEdits.NONE, HeaderEdits.NONE, "mesher.yaml:4");
        policies.routes = new RouteTable(Map.of("server", new ServiceRoutes(List.of(), List.of(once))));
        fixture.governance = policies.config();

        fixture.get();
        fixture.connection();
        fixture.responds(200);
        fixture.ends();

        assertThat(last()).contains("nothing that was sent is sent again");
    }
}
