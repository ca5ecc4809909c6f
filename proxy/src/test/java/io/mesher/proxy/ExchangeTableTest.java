package io.mesher.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.telemetry.ServiceCounters.Count;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every stage of an exchange with every event: what is done, and where that leads. */
class ExchangeTableTest {
    /** {@code stage event -> state, counted: what is written, in order}. */
    private static final String TABLE = """
            IDLE REQUEST -> CONNECTING, 0: acquire 10.0.0.1:80 ANY
            IDLE BAD_REQUEST -> IDLE, 4xx: down answer 400 request.malformed
            IDLE CLOSED -> IDLE, 0: nothing
            IDLE TIME_OUT -> IDLE, 0: nothing

            LOOKING_UP GONE -> IDLE, 4xx: nothing
            LOOKING_UP CALLER_CONGESTED -> LOOKING_UP, 0: nothing
            LOOKING_UP CALLER_DRAINED -> LOOKING_UP, 0: nothing
            LOOKING_UP FOUND -> CONNECTING, 0: acquire 10.0.0.1:80 ANY
            LOOKING_UP NO_SUCH_SERVICE -> IDLE, 4xx: down answer 404 service.unknown
            LOOKING_UP UNAVAILABLE -> IDLE, 5xx: down answer 503 registry.unavailable
            LOOKING_UP LOOKUP_OVERLOAD -> IDLE, 5xx: down answer 503 overload
            LOOKING_UP TIME_OUT -> IDLE, 5xx: down answer 503 lookup.timeout

            CONNECTING GONE -> IDLE, 4xx: cancel 10.0.0.1:80
            CONNECTING CALLER_CONGESTED -> CONNECTING, 0: nothing
            CONNECTING CALLER_DRAINED -> CONNECTING, 0: nothing
            CONNECTING CONNECTION -> WAITING, 0: up request PUT; down wanted
            CONNECTING CONNECT_FAILED -> CONNECTING, 0: acquire 10.0.0.2:80 ANY
            CONNECTING POOL_FULL -> CONNECTING, 0: acquire 10.0.0.2:80 ANY
            CONNECTING TIME_OUT -> IDLE, 5xx: cancel 10.0.0.1:80; down answer 504 upstream.timeout

            SENDING BODY -> WAITING, 0: up body x
            SENDING BODY_END -> WAITING, 0: up end
            SENDING GONE -> IDLE, 4xx: up cancel
            SENDING MALFORMED -> IDLE, 4xx: up cancel; down answer 400 request.malformed
            SENDING BODY_TIMED_OUT -> IDLE, 4xx: up cancel; down answer 408 request.too.slow
            SENDING CALLER_CONGESTED -> WAITING, 0: up unwanted
            SENDING CALLER_DRAINED -> WAITING, 0: up wanted
            SENDING TIME_OUT -> WAITING, 0: nothing
            SENDING INTERIM -> WAITING, 0: down interim 103
            SENDING RESPONSE -> RESPONDING, 0: down head 200
            SENDING UPSTREAM_CONGESTED -> WAITING, 0: down unwanted
            SENDING UPSTREAM_DRAINED -> WAITING, 0: down wanted
            SENDING UPSTREAM_CLOSES -> IDLE, 5xx: down answer 502 upstream.closed
            SENDING UPSTREAM_BREAKS_OFF -> IDLE, 5xx: down answer 502 upstream.malformed
            SENDING UPSTREAM_REFUSES -> CONNECTING, 0: down unwanted; acquire 10.0.0.1:80 CHECKED
            SENDING UPSTREAM_STALLS -> IDLE, 5xx: down answer 504 upstream.too.slow
            SENDING UPSTREAM_RESETS -> IDLE, 5xx: down answer 502 upstream.closed
            SENDING BAD_RESPONSE -> IDLE, 5xx: down answer 502 upstream.malformed

            WAITING GONE -> IDLE, 4xx: up cancel
            WAITING CALLER_CONGESTED -> WAITING, 0: up unwanted
            WAITING CALLER_DRAINED -> WAITING, 0: up wanted
            WAITING TIME_OUT -> IDLE, 5xx: up cancel; down answer 504 upstream.timeout
            WAITING INTERIM -> WAITING, 0: down interim 103
            WAITING RESPONSE -> RESPONDING, 0: down head 200
            WAITING SWITCH -> TUNNEL, 0: down switch
            WAITING UPSTREAM_CONGESTED -> WAITING, 0: down unwanted
            WAITING UPSTREAM_DRAINED -> WAITING, 0: down wanted
            WAITING UPSTREAM_CLOSES -> CONNECTING, 0: acquire 10.0.0.1:80 FRESH
            WAITING UPSTREAM_BREAKS_OFF -> IDLE, 5xx: down answer 502 upstream.malformed
            WAITING UPSTREAM_REFUSES -> CONNECTING, 0: acquire 10.0.0.1:80 ANY
            WAITING UPSTREAM_STALLS -> IDLE, 5xx: down answer 504 upstream.too.slow
            WAITING UPSTREAM_RESETS -> CONNECTING, 0: acquire 10.0.0.2:80 ANY
            WAITING BAD_RESPONSE -> IDLE, 5xx: down answer 502 upstream.malformed

            RESPONDING_EARLY BODY -> RESPONDING, 0: up body x
            RESPONDING_EARLY BODY_END -> RESPONDING, 0: up end
            RESPONDING_EARLY GONE -> IDLE, 2xx: up cancel
            RESPONDING_EARLY MALFORMED -> IDLE, 2xx: up cancel; down abort
            RESPONDING_EARLY BODY_TIMED_OUT -> IDLE, 2xx: up cancel; down abort
            RESPONDING_EARLY CALLER_CONGESTED -> RESPONDING, 0: up unwanted
            RESPONDING_EARLY CALLER_DRAINED -> RESPONDING, 0: up wanted
            RESPONDING_EARLY TIME_OUT -> RESPONDING, 0: nothing
            RESPONDING_EARLY RESPONSE_BODY -> RESPONDING, 0: down body y
            RESPONDING_EARLY RESPONSE_END -> IDLE, 2xx: down end
            RESPONDING_EARLY UPSTREAM_CONGESTED -> RESPONDING, 0: down unwanted
            RESPONDING_EARLY UPSTREAM_DRAINED -> RESPONDING, 0: down wanted
            RESPONDING_EARLY UPSTREAM_BREAKS_OFF -> IDLE, 2xx: down abort
            RESPONDING_EARLY UPSTREAM_STALLS -> IDLE, 2xx: down abort
            RESPONDING_EARLY UPSTREAM_RESETS -> IDLE, 2xx: down abort
            RESPONDING_EARLY BAD_RESPONSE -> IDLE, 2xx: down abort

            RESPONDING GONE -> IDLE, 2xx: up cancel
            RESPONDING CALLER_CONGESTED -> RESPONDING, 0: up unwanted
            RESPONDING CALLER_DRAINED -> RESPONDING, 0: up wanted
            RESPONDING TIME_OUT -> RESPONDING, 0: nothing
            RESPONDING RESPONSE_BODY -> RESPONDING, 0: down body y
            RESPONDING RESPONSE_END -> IDLE, 2xx: down end
            RESPONDING UPSTREAM_CONGESTED -> RESPONDING, 0: down unwanted
            RESPONDING UPSTREAM_DRAINED -> RESPONDING, 0: down wanted
            RESPONDING UPSTREAM_BREAKS_OFF -> IDLE, 2xx: down abort
            RESPONDING UPSTREAM_STALLS -> IDLE, 2xx: down abort
            RESPONDING UPSTREAM_RESETS -> IDLE, 2xx: down abort
            RESPONDING BAD_RESPONSE -> IDLE, 2xx: down abort

            TUNNEL BODY -> TUNNEL, 0: up body x
            TUNNEL GONE -> IDLE, 1xx: up cancel
            TUNNEL CALLER_ENDS_TUNNEL -> TUNNEL, 0: up endTunnel
            TUNNEL CALLER_CONGESTED -> TUNNEL, 0: up unwanted
            TUNNEL CALLER_DRAINED -> TUNNEL, 0: up wanted
            TUNNEL TIME_OUT -> TUNNEL, 0: nothing
            TUNNEL RESPONSE_BODY -> TUNNEL, 0: down body y
            TUNNEL UPSTREAM_ENDS_TUNNEL -> TUNNEL, 0: down endTunnel
            TUNNEL UPSTREAM_CONGESTED -> TUNNEL, 0: down unwanted
            TUNNEL UPSTREAM_DRAINED -> TUNNEL, 0: down wanted
            TUNNEL UPSTREAM_BREAKS_OFF -> IDLE, 1xx: down abort
            TUNNEL UPSTREAM_STALLS -> IDLE, 1xx: down abort
            TUNNEL UPSTREAM_RESETS -> IDLE, 1xx: down abort

            TUNNEL_CALLER_ENDED GONE -> IDLE, 1xx: up cancel
            TUNNEL_CALLER_ENDED CALLER_CONGESTED -> TUNNEL, 0: up unwanted
            TUNNEL_CALLER_ENDED CALLER_DRAINED -> TUNNEL, 0: up wanted
            TUNNEL_CALLER_ENDED TIME_OUT -> TUNNEL, 0: nothing
            TUNNEL_CALLER_ENDED RESPONSE_BODY -> TUNNEL, 0: down body y
            TUNNEL_CALLER_ENDED UPSTREAM_ENDS_TUNNEL -> IDLE, 1xx: down endTunnel
            TUNNEL_CALLER_ENDED UPSTREAM_CONGESTED -> TUNNEL, 0: down unwanted
            TUNNEL_CALLER_ENDED UPSTREAM_DRAINED -> TUNNEL, 0: down wanted
            TUNNEL_CALLER_ENDED UPSTREAM_BREAKS_OFF -> IDLE, 1xx: down abort
            TUNNEL_CALLER_ENDED UPSTREAM_STALLS -> IDLE, 1xx: down abort
            TUNNEL_CALLER_ENDED UPSTREAM_RESETS -> IDLE, 1xx: down abort

            TUNNEL_UPSTREAM_ENDED BODY -> TUNNEL, 0: up body x
            TUNNEL_UPSTREAM_ENDED GONE -> IDLE, 1xx: up cancel
            TUNNEL_UPSTREAM_ENDED CALLER_ENDS_TUNNEL -> IDLE, 1xx: up endTunnel
            TUNNEL_UPSTREAM_ENDED CALLER_CONGESTED -> TUNNEL, 0: up unwanted
            TUNNEL_UPSTREAM_ENDED CALLER_DRAINED -> TUNNEL, 0: up wanted
            TUNNEL_UPSTREAM_ENDED TIME_OUT -> TUNNEL, 0: nothing
            TUNNEL_UPSTREAM_ENDED UPSTREAM_CONGESTED -> TUNNEL, 0: down unwanted
            TUNNEL_UPSTREAM_ENDED UPSTREAM_DRAINED -> TUNNEL, 0: down wanted
            TUNNEL_UPSTREAM_ENDED UPSTREAM_BREAKS_OFF -> IDLE, 1xx: down abort
            TUNNEL_UPSTREAM_ENDED UPSTREAM_STALLS -> IDLE, 1xx: down abort
            TUNNEL_UPSTREAM_ENDED UPSTREAM_RESETS -> IDLE, 1xx: down abort
            """;

    /** What the two connections never say at a stage, by the contracts of ServerHandler, ClientHandler and Waiter; nor the catalog. */
    private static final Map<Stage, Set<Event>> NEVER = never();

    private static Map<Stage, Set<Event>> never() {
        Set<Event> requests = EnumSet.of(Event.REQUEST, Event.BAD_REQUEST, Event.CLOSED);
        Set<Event> body = EnumSet.of(Event.BODY, Event.BODY_END);
        Set<Event> requestFailures = EnumSet.of(Event.MALFORMED, Event.BODY_TIMED_OUT);
        Set<Event> lookups = EnumSet.of(Event.FOUND, Event.NO_SUCH_SERVICE, Event.UNAVAILABLE, Event.LOOKUP_OVERLOAD);
        Set<Event> pool = EnumSet.of(Event.CONNECTION, Event.CONNECT_FAILED, Event.POOL_FULL);
        Set<Event> heads = EnumSet.of(Event.INTERIM, Event.RESPONSE, Event.SWITCH);
        Set<Event> content = EnumSet.of(Event.RESPONSE_BODY, Event.RESPONSE_END);
        Set<Event> tunnelEnds = EnumSet.of(Event.CALLER_ENDS_TUNNEL, Event.UPSTREAM_ENDS_TUNNEL);
        Set<Event> callerFlow = EnumSet.of(Event.CALLER_CONGESTED, Event.CALLER_DRAINED);
        Set<Event> upstream = EnumSet.of(
                Event.UPSTREAM_CONGESTED,
                Event.UPSTREAM_DRAINED,
                Event.UPSTREAM_CLOSES,
                Event.UPSTREAM_BREAKS_OFF,
                Event.UPSTREAM_REFUSES,
                Event.UPSTREAM_STALLS,
                Event.UPSTREAM_RESETS,
                Event.BAD_RESPONSE);
        Set<Event> noByteYet = EnumSet.of(Event.UPSTREAM_CLOSES, Event.UPSTREAM_REFUSES);
        Set<Event> notInTunnels = union(
                requests,
                requestFailures,
                lookups,
                pool,
                heads,
                noByteYet,
                EnumSet.of(Event.BODY_END, Event.RESPONSE_END, Event.BAD_RESPONSE));
        Map<Stage, Set<Event>> never = new EnumMap<>(Stage.class);
        never.put(
                Stage.IDLE,
                union(
                        body,
                        requestFailures,
                        EnumSet.of(Event.GONE),
                        lookups,
                        pool,
                        heads,
                        content,
                        tunnelEnds,
                        callerFlow,
                        upstream));
        never.put(Stage.LOOKING_UP, union(requests, body, requestFailures, pool, heads, content, tunnelEnds, upstream));
        never.put(
                Stage.CONNECTING,
                union(requests, body, requestFailures, lookups, heads, content, tunnelEnds, upstream));
        never.put(Stage.SENDING, union(requests, lookups, pool, content, tunnelEnds, EnumSet.of(Event.SWITCH)));
        never.put(Stage.WAITING, union(requests, body, requestFailures, lookups, pool, content, tunnelEnds));
        never.put(Stage.RESPONDING_EARLY, union(requests, lookups, pool, heads, tunnelEnds, noByteYet));
        never.put(
                Stage.RESPONDING, union(requests, body, requestFailures, lookups, pool, heads, tunnelEnds, noByteYet));
        never.put(Stage.TUNNEL, notInTunnels);
        never.put(Stage.TUNNEL_CALLER_ENDED, union(notInTunnels, EnumSet.of(Event.BODY, Event.CALLER_ENDS_TUNNEL)));
        never.put(
                Stage.TUNNEL_UPSTREAM_ENDED,
                union(notInTunnels, EnumSet.of(Event.RESPONSE_BODY, Event.UPSTREAM_ENDS_TUNNEL)));
        return never;
    }

    @SafeVarargs
    private static Set<Event> union(Set<Event>... sets) {
        Set<Event> union = EnumSet.noneOf(Event.class);
        for (Set<Event> set : sets) {
            union.addAll(set);
        }
        return union;
    }

    record Row(Stage stage, Event event, ExchangeState after, String counted, List<String> written) {
        static Row of(String line) {
            String[] parts = line.split(" -> |, |: ", 4);
            String[] pair = parts[0].split(" ", 2);
            List<String> written = parts[3].equals("nothing") ? List.of() : List.of(parts[3].split("; ", -1));
            return new Row(
                    Stage.valueOf(pair[0]), Event.valueOf(pair[1]), ExchangeState.valueOf(parts[1]), parts[2], written);
        }

        @Override
        public String toString() {
            return stage + " " + event;
        }
    }

    static List<Row> rows() {
        return TABLE.lines().filter(line -> !line.isEmpty()).map(Row::of).toList();
    }

    @Test
    void everyPairIsInTheTableOrImpossible() {
        List<String> covered = new ArrayList<>();
        rows().forEach(row -> covered.add(row.toString()));
        NEVER.forEach((stage, events) -> events.forEach(event -> covered.add(stage + " " + event)));
        Set<String> all = new TreeSet<>();
        for (Stage stage : Stage.values()) {
            for (Event event : Event.values()) {
                all.add(stage + " " + event);
            }
        }
        assertThat(covered).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void everyStateIsReached() {
        assertThat(Arrays.stream(Stage.values()).map(Stage::state))
                // Filters run within one call: nothing can happen meanwhile.
                .containsAll(EnumSet.complementOf(EnumSet.of(ExchangeState.FILTERING)));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void behavesAsTheTableSays(Row row) {
        try (ExchangeFixture fixture = new ExchangeFixture(2)) {
            row.stage.reach(fixture);
            assertThat(fixture.exchange.state()).isEqualTo(row.stage.state());
            assertThat(fixture.requests()).isZero();
            fixture.news();

            row.event.happen(fixture);

            assertThat(fixture.news()).isEqualTo(row.written);
            assertThat(fixture.exchange.state()).isEqualTo(row.after);
            assertThat(counted(fixture)).isEqualTo(row.counted);
            boolean wasOver = row.stage == Stage.IDLE && !row.event.name().endsWith("REQUEST");
            assertThat(fixture.caller.isOpen()).isEqualTo(row.after != ExchangeState.IDLE && !wasOver);
        }
    }

    /** Whatever happened: when the exchange is over, the next one is served as the first was. */
    @ParameterizedTest
    @MethodSource("rows")
    void nothingIsLeftForTheNextRequest(Row row) {
        try (ExchangeFixture fixture = new ExchangeFixture(2)) {
            row.stage.reach(fixture);
            row.event.happen(fixture);
            if (row.after != ExchangeState.IDLE || fixture.caller.isClosed()) {
                assertThat(fixture.requests()).isEqualTo(row.counted.equals("0") ? 0 : 1);
                return;
            }
            long before = fixture.requests();
            fixture.clock.advance(ExchangeFixture.RESPONSE_TIME.multipliedBy(2));
            fixture.news();
            fixture.catalog.remember();
            fixture.get();
            fixture.connection();
            fixture.responds(200);
            fixture.ends();
            assertThat(fixture.news())
                    .hasSize(4)
                    .element(0)
                    .asString()
                    .startsWith("acquire 10.0.0.")
                    .endsWith(":80 ANY");
            assertThat(fixture.requests()).isEqualTo(before + 1);
        }
    }

    private static String counted(ExchangeFixture fixture) {
        if (fixture.requests() == 0) {
            return "0";
        }
        assertThat(fixture.requests()).isOne();
        for (String service : List.of("server", "unknown")) {
            if (fixture.count(service, Count.SUCCESSES) == 1) {
                return "2xx";
            }
            if (fixture.count(service, Count.STATUS_4XX) == 1) {
                return "4xx";
            }
            if (fixture.count(service, Count.STATUS_5XX) == 1) {
                return "5xx";
            }
        }
        return "1xx";
    }
}
