package io.mesher.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.config.GovernanceConfig;
import io.mesher.core.config.HandlerChain;
import io.mesher.core.config.TracingConfig;
import io.mesher.core.route.HeaderEdits;
import io.mesher.core.route.RequestMatch;
import io.mesher.core.route.RouteOptions;
import io.mesher.core.route.RouteTable;
import io.mesher.core.route.ServiceRoutes;
import io.mesher.proxy.filter.Trace;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A route's edits of the fields that Mesher itself adds to a request, whichever filter adds them, and when. */
class AddedFieldEditsTest {
    private static final String VALUE = "configured";
    /** Each makes Mesher write the field, or one that goes with it. */
    private static final String[] REQUEST = {
        "GET http://server:8080/a HTTP/1.1",
        "Host: server",
        "X-Request-Id: caller",
        "X-Forwarded-For: 1.1.1.1",
        "x-cse-context: {\"a\":\"b\"}",
        "traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "X-B3-TraceId: 463ac35c9f6413ad48485a3953bb6124",
        "X-B3-SpanId: a2fb4a1d1a96d312",
        "X-B3-Sampled: 1",
        "X-Request-Deadline: 5000"
    };

    private static final String[] PLAIN_REQUEST = {"GET http://server:8080/a HTTP/1.1", "Host: server"};

    private final ExchangeFixture fixture = fixture();

    private static ExchangeFixture fixture() {
        List<Filter> filters = new ArrayList<>();
        filters.add(new Trace(new TracingConfig(true, 0, false, true, SpanRecorderTest.EXPORTER)));
        filters.addAll(OutgoingPipeline.filters(ExchangeFixture.SETTINGS, null));
        return new ExchangeFixture(2, InetAddress.ofLiteral("127.0.0.1"), filters);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private void edits(List<String> remove, Map<String, String> set, Map<String, String> add) {
        RouteOptions options = new RouteOptions(
                "edits",
                RequestMatch.ANY,
                null,
                null,
                null,
                null,
                new HeaderEdits(remove, set, add),
                HeaderEdits.NONE,
                "here");
        GovernanceConfig all = GovernanceConfig.DEFAULT;
        fixture.governance = new GovernanceConfig(
                HandlerChain.OUTGOING,
                all.incoming(),
                all.consumer(),
                all.provider(),
                new RouteTable(Map.of("server", new ServiceRoutes(List.of(), List.of(options)))),
                all.zone());
    }

    /** The values with which the field goes to the instance. */
    private List<String> sent(String name, String... request) {
        fixture.request(request);
        fixture.connection();
        List<String> values = arrived(name);
        fixture.responds(200);
        fixture.ends();
        return values;
    }

    private List<String> arrived(String name) {
        String start = name.toLowerCase(Locale.ROOT) + ": ";
        return Stream.concat(
                        fixture.upstream().kept().stream(),
                        fixture.upstream().lines().lines())
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
                .map(line -> line.substring(start.length()))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Request-Id",
                "X-Forwarded-For",
                "X-Forwarded-Port",
                "x-cse-context",
                "traceparent",
                "X-B3-TraceId",
                "X-B3-SpanId",
                "X-Request-Deadline",
                "X-REQUEST-ID",
                "TraceParent"
            })
    void setReplaces(String name) {
        edits(List.of(), Map.of(name, VALUE), Map.of());
        assertThat(sent(name, REQUEST)).containsExactly(VALUE);
        assertThat(sent(name, PLAIN_REQUEST)).containsExactly(VALUE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x-request-id",
                "X-Forwarded-For",
                "X-Forwarded-Port",
                "X-Cse-Context",
                "traceparent",
                "X-B3-TraceId",
                "X-B3-ParentSpanId",
                "X-Request-Deadline"
            })
    void removeLeavesNone(String name) {
        edits(List.of(name), Map.of(), Map.of());
        assertThat(sent(name, REQUEST)).isEmpty();
        assertThat(sent(name, PLAIN_REQUEST)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Request-Id",
                "X-Forwarded-For",
                "X-Forwarded-Port",
                "x-cse-context",
                "traceparent",
                "X-B3-TraceId",
                "X-Request-Deadline"
            })
    void addAddsOne(String name) {
        List<String> without = sent(name, REQUEST);
        assertThat(without).hasSize(1);
        edits(List.of(), Map.of(), Map.of(name, VALUE));
        assertThat(sent(name, REQUEST)).hasSize(2).contains(VALUE);
    }

    /** First remove, then set, then add. */
    @Test
    void allThreeInTheirOrder() {
        edits(List.of("traceparent"), Map.of("X-Request-Id", "set"), Map.of("X-Request-Id", "add", "traceparent", "a"));
        fixture.request(REQUEST);
        fixture.connection();
        assertThat(arrived("X-Request-Id")).containsExactly("set", "add");
        assertThat(arrived("traceparent")).containsExactly("a");
    }

    @Test
    void eachAttemptHasThemOnce() {
        edits(
                List.of("X-Forwarded-For", "X-B3-TraceId"),
                Map.of("traceparent", VALUE, "X-Request-Id", VALUE),
                Map.of());
        fixture.request(REQUEST);
        fixture.pooledConnection();
        fixture.closes();
        fixture.connection();
        fixture.closes();
        fixture.connection();
        assertThat(fixture.upstreams.asked()).hasSize(3);
        assertThat(arrived("traceparent")).containsExactly(VALUE);
        assertThat(arrived("X-Request-Id")).containsExactly(VALUE);
        assertThat(arrived("X-Forwarded-For")).isEmpty();
        assertThat(arrived("X-B3-TraceId")).isEmpty();
    }

    /** What is edited is what the instance gets: Mesher itself goes on with the caller's time. */
    @Test
    void theCallersTimeHoldsWhateverTheInstanceIsTold() {
        edits(List.of("X-Request-Deadline"), Map.of(), Map.of());
        fixture.request(REQUEST);
        fixture.connection();
        fixture.clock.advance(Duration.ofSeconds(6));
        assertThat(fixture.journal).last().isEqualTo("down answer 504 deadline.exceeded");
    }
}
