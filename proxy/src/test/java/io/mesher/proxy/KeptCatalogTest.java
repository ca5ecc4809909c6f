package io.mesher.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.catalog.CatalogSnapshot;
import io.mesher.core.catalog.Endpoint;
import io.mesher.core.catalog.Instance;
import io.mesher.core.catalog.Microservice;
import io.mesher.core.config.ExplainConfig;
import io.mesher.core.config.GovernanceConfig;
import io.mesher.core.config.HandlerChain;
import io.mesher.core.config.TrustedPeers;
import io.mesher.core.route.RequestMatch;
import io.mesher.core.route.RouteRule;
import io.mesher.core.route.RouteTable;
import io.mesher.core.route.ServiceRoutes;
import io.mesher.core.route.Subset;
import io.mesher.core.route.WeightedSubset;
import io.mesher.core.telemetry.Direction;
import io.mesher.net.http.Fields;
import io.mesher.net.http1.ParsedHeads;
import io.mesher.proxy.filter.Explain;
import io.mesher.proxy.record.DecisionRecorder;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What idle connections and tunnels keep of catalogs that have been replaced: nothing. There may be thousands of them for hours,
 * each with another old state of a service of 10,000 instances.
 */
class KeptCatalogTest {
    private static final InetAddress LOCAL = InetAddress.ofLiteral("127.0.0.1");
    private static final int INSTANCES = 10_000;

    private final List<DecisionLogs> logs = new ArrayList<>();
    private final ExchangeFixture fixture = fixture();
    private final Microservice before = service("10.1.");
    private final Microservice after = service("10.2.");

    private ExchangeFixture fixture() {
        List<Filter> filters = new ArrayList<>();
        filters.add(new FilterOf(exchange ->
                logs.isEmpty() ? null : new Explain(logs.getFirst(), TrustedPeers.LOOPBACK_ONLY).onRequest(exchange)));
        filters.addAll(OutgoingPipeline.filters(ExchangeFixture.SETTINGS, null));
        return new ExchangeFixture(1, LOCAL, filters, new RecorderOf(exchange -> {
            if (!logs.isEmpty()) {
                new DecisionRecorder(logs.getFirst().of(exchange.context().loop()), true).onEnd(exchange);
            }
        }));
    }

    private static Microservice service(String network) {
        return new Microservice(
                "server",
                IntStream.range(0, INSTANCES)
                        .mapToObj(i -> new Instance(
                                network + i, "1.0.0", new Endpoint(network + i / 250 + "." + (1 + i % 250), 80)))
                        .toList());
    }

    private void explained() {
        logs.add(new DecisionLogs(List.of(fixture.context.loop()), ExplainConfig.DEFAULT));
    }

    private void present(Microservice service) {
        fixture.catalog.becomes(CatalogSnapshot.of("default", List.of(service)));
    }

    /** The service's instances change, and another caller's connection asks for it. */
    private void changes() {
        present(after);
        Exchange other = new Exchange(
                fixture.context,
                Direction.OUTGOING,
                OutgoingPipeline.filters(ExchangeFixture.SETTINGS, null).toArray(new Filter[0]));
        List<String> journal = new ArrayList<>();
        FakeServerStream caller = new FakeServerStream(fixture.context.loop(), LOCAL, journal);
        caller.handler(other);
        caller.begin(ParsedHeads.request("GET http://server/b HTTP/1.1", "Host: server"));
        other.onRequest(caller);
        FakeClientStream upstream = new FakeClientStream(journal, false);
        fixture.upstreams.take().onConnection(upstream);
        upstream.handler().onResponse(ParsedHeads.response("HTTP/1.1 200 x", "Content-Length: 0"));
        upstream.finish().onEnd(Fields.NONE);
        assertThat(fixture.upstreams.asked().getLast().host()).startsWith("10.2.");
    }

    private void assertNothingIsKept() {
        assertThat(pathTo(before)).as("what keeps the old service").isNull();
        assertThat(pathTo(before.instances()))
                .as("what keeps the old instances")
                .isNull();
    }

    /** Filters and recorders of this test hold the test, and with it everything. */
    private @Nullable String pathTo(Object wanted) {
        return ObjectPath.between(fixture.exchange, wanted, object -> object == this);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void theWalkFindsWhatIsKept() {
        present(before);
        fixture.get();
        assertThat(pathTo(before)).contains("RequestContext.service");
        assertThat(pathTo(before.instances())).isNotNull();
    }

    private void serveOne() {
        present(before);
        fixture.get();
        fixture.connection();
        fixture.responds(200);
        fixture.ends();
    }

    private void openTunnel() {
        present(before);
        fixture.webSocket();
        fixture.connection();
        fixture.switches();
    }

    @Test
    void anIdleConnection() {
        serveOne();
        changes();
        assertNothingIsKept();
    }

    @Test
    void anIdleConnectionWhoseRequestWasExplained() {
        explained();
        serveOne();
        changes();
        assertNothingIsKept();
    }

    @Test
    void anIdleConnectionWhoseRequestWasRouted() {
        RouteRule rule = new RouteRule(
                0, RequestMatch.ANY, List.of(new WeightedSubset(100, new Subset("1.0.0", "", Map.of()))), "here");
        GovernanceConfig all = GovernanceConfig.DEFAULT;
        fixture.governance = new GovernanceConfig(
                HandlerChain.OUTGOING,
                all.incoming(),
                all.consumer(),
                all.provider(),
                new RouteTable(Map.of("server", new ServiceRoutes(List.of(rule), List.of()))),
                all.zone());
        serveOne();
        changes();
        assertNothingIsKept();
    }

    @ParameterizedTest
    @ValueSource(strings = {"answered", "gone", "broken off"})
    void aConnectionWhoseRequestFailed(String how) {
        present(before);
        fixture.get();
        switch (how) {
            case "answered" -> {
                // Each pool that is asked, until no further instance is.
                while (fixture.upstreams.isWaiting()) {
                    fixture.upstreams.take().onPoolFull("all in use");
                }
            }
            case "gone" -> fixture.gone();
            default -> {
                fixture.connection();
                fixture.responds(200);
                fixture.closes();
            }
        }
        changes();
        assertNothingIsKept();
    }

    @Test
    void aTunnel() {
        openTunnel();
        changes();
        assertNothingIsKept();
    }

    /** What the decision needs of the service are numbers. */
    @Test
    void aTunnelWhoseRequestIsExplained() {
        explained();
        openTunnel();
        changes();
        assertNothingIsKept();
    }

    @Test
    void aTunnelThatHasEnded() {
        openTunnel();
        Event.CALLER_ENDS_TUNNEL.happen(fixture);
        Event.UPSTREAM_ENDS_TUNNEL.happen(fixture);
        changes();
        assertNothingIsKept();
    }
}
