package io.mesher.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.telemetry.Direction;
import io.mesher.core.telemetry.InFlight;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;

/** A caller's connection and the instances behind it that do, at random, anything that the contracts allow. */
final class ExchangeWalk {
    private enum Kind {
        GET("GET"),
        POST("POST"),
        PUT("PUT"),
        WEB_SOCKET("GET");

        private final String method;

        Kind(String method) {
            this.method = method;
        }

        boolean hasBody() {
            return this == POST || this == PUT;
        }
    }

    private final Random random;
    private final ExchangeFixture fixture;
    private final List<String> trace = new ArrayList<>();

    // The present request.
    private Kind kind = Kind.GET;
    private final StringBuilder taken = new StringBuilder();
    private boolean bodyComplete;
    private boolean callerEnded;
    private boolean headReceived;
    private boolean upstreamEnded;
    private FakeClientStream stream;
    private int sentRequests;
    private int firstAsked;

    // The whole connection.
    private int begun;
    private int left;

    ExchangeWalk(long seed) {
        random = new Random(seed);
        fixture = new ExchangeFixture(1 + random.nextInt(5));
    }

    /** What happened, for whoever wants to know why. */
    List<String> trace() {
        return trace;
    }

    int begun() {
        return begun;
    }

    void run(int steps) {
        try (fixture) {
            for (int i = 0; i < steps && !fixture.caller.isClosed(); i++) {
                step();
                check();
            }
            if (fixture.caller.isOpen()) {
                leave();
            }
            assertThat(fixture.exchange.state()).isEqualTo(ExchangeState.IDLE);
            assertThat(fixture.counters.inFlight().requests(Direction.OUTGOING)).isZero();
            assertThat(fixture.counters.inFlight().tunnels(Direction.OUTGOING)).isZero();
            assertThat(fixture.requests()).isEqualTo(begun);
            assertThat(fixture.caller.ends() + left).isEqualTo(begun);
            assertThat(fixture.upstreams.isWaiting()).isFalse();
            assertThat(fixture.context.lookups().waiting()).isZero();
            long counted = fixture.requests();
            fixture.clock.advance(ExchangeFixture.RESPONSE_TIME.multipliedBy(3));
            assertThat(fixture.requests()).isEqualTo(counted);
        }
    }

    private void step() {
        if (!fixture.caller.isOpen()) {
            begin();
            return;
        }
        List<Event> possible = possible();
        Event event = possible.get(random.nextInt(possible.size()));
        trace.add(event.toString());
        happen(event);
    }

    private void begin() {
        kind = Kind.values()[random.nextInt(Kind.values().length)];
        trace.add("request " + kind);
        taken.setLength(0);
        bodyComplete = !kind.hasBody();
        callerEnded = false;
        headReceived = false;
        upstreamEnded = false;
        stream = null;
        sentRequests = 0;
        firstAsked = fixture.upstreams.asked().size();
        begun++;
        if (random.nextInt(4) == 0) {
            fixture.catalog.forget();
        } else {
            fixture.catalog.remember();
        }
        if (random.nextInt(20) == 0) {
            Event.BAD_REQUEST.happen(fixture);
        } else if (kind == Kind.WEB_SOCKET) {
            fixture.webSocket();
        } else if (kind.hasBody()) {
            fixture.withBody(kind.method);
        } else {
            fixture.get();
        }
    }

    private List<Event> possible() {
        List<Event> possible = new ArrayList<>(List.of(Event.CALLER_CONGESTED, Event.CALLER_DRAINED, Event.TIME_OUT));
        if (random.nextInt(10) == 0) {
            possible.add(Event.GONE);
        }
        if (fixture.catalog.isAsked()) {
            // Perhaps of an earlier request, and too late.
            possible.addAll(List.of(Event.FOUND, Event.FOUND, Event.NO_SUCH_SERVICE, Event.UNAVAILABLE));
        }
        if (fixture.upstreams.isWaiting()) {
            possible.addAll(List.of(Event.CONNECTION, Event.CONNECTION, Event.CONNECT_FAILED, Event.POOL_FULL));
        }
        if (fixture.caller.isTunnel()) {
            addTunnel(possible);
            return possible;
        }
        if (!bodyComplete && fixture.caller.isBodyWanted()) {
            possible.addAll(List.of(Event.BODY, Event.BODY, Event.BODY, Event.BODY_END, Event.MALFORMED));
            possible.add(Event.BODY_TIMED_OUT);
        }
        if (stream != null && !stream.isOver()) {
            addResponse(possible);
        }
        return possible;
    }

    private void addTunnel(List<Event> possible) {
        if (!callerEnded) {
            possible.add(Event.CALLER_ENDS_TUNNEL);
            if (fixture.caller.isBodyWanted()) {
                possible.add(Event.BODY);
            }
        }
        if (!upstreamEnded) {
            possible.addAll(List.of(Event.RESPONSE_BODY, Event.UPSTREAM_ENDS_TUNNEL));
        }
        possible.addAll(List.of(
                Event.UPSTREAM_BREAKS_OFF, Event.UPSTREAM_STALLS, Event.UPSTREAM_CONGESTED, Event.UPSTREAM_DRAINED));
    }

    private void addResponse(List<Event> possible) {
        possible.addAll(List.of(
                Event.UPSTREAM_CONGESTED,
                Event.UPSTREAM_DRAINED,
                Event.UPSTREAM_BREAKS_OFF,
                Event.UPSTREAM_STALLS,
                Event.BAD_RESPONSE));
        if (headReceived) {
            possible.addAll(List.of(Event.RESPONSE_BODY, Event.RESPONSE_END, Event.RESPONSE_END));
            return;
        }
        possible.addAll(List.of(Event.INTERIM, Event.RESPONSE, Event.RESPONSE, Event.UPSTREAM_CLOSES));
        possible.addAll(List.of(Event.UPSTREAM_REFUSES, Event.UPSTREAM_RESETS));
        possible.add(Event.UPSTREAM_CLOSES);
        if (kind == Kind.WEB_SOCKET) {
            possible.add(Event.SWITCH);
        }
    }

    private void happen(Event event) {
        switch (event) {
            case TIME_OUT -> fixture.clock.advance(Duration.ofSeconds(random.nextInt(12)));
            case GONE -> leave();
            case CONNECTION -> connect();
            case BODY -> {
                String piece = "x".repeat(1 + random.nextInt(20_000)) + taken.length();
                if (!fixture.caller.isTunnel()) {
                    taken.append(piece);
                }
                fixture.body(piece);
            }
            case BODY_END -> {
                bodyComplete = true;
                fixture.bodyEnd();
            }
            case CALLER_ENDS_TUNNEL -> {
                callerEnded = true;
                event.happen(fixture);
            }
            case UPSTREAM_REFUSES -> {
                if (stream.isSent()) {
                    // It was not processed: whatever its method, it may be sent again.
                    sentRequests--;
                }
                event.happen(fixture);
            }
            case UPSTREAM_ENDS_TUNNEL -> {
                upstreamEnded = true;
                event.happen(fixture);
            }
            case RESPONSE, SWITCH -> {
                headReceived = true;
                event.happen(fixture);
            }
            default -> event.happen(fixture);
        }
    }

    private void connect() {
        boolean fresh = fixture.journal.getLast().endsWith("FRESH");
        FakeClientStream next = new FakeClientStream(fixture.journal, !fresh && random.nextInt(3) > 0);
        if (random.nextInt(3) == 0) {
            next.unsent();
        } else {
            sentRequests++;
        }
        if (random.nextInt(4) == 0) {
            next.congested();
        }
        stream = next;
        fixture.connection(next);
    }

    private void leave() {
        left++;
        fixture.gone();
    }

    private void check() {
        InFlight now = fixture.counters.inFlight();
        ExchangeState state = fixture.exchange.state();
        boolean tunnel = state == ExchangeState.TUNNEL;
        assertThat(now.tunnels(Direction.OUTGOING)).isEqualTo(tunnel ? 1 : 0);
        assertThat(now.requests(Direction.OUTGOING)).isEqualTo(tunnel || state == ExchangeState.IDLE ? 0 : 1);
        assertThat(fixture.requests()).isEqualTo(fixture.caller.isOpen() ? begun - 1 : begun);
        if (!fixture.caller.isOpen() || fixture.caller.isTunnel()) {
            return;
        }
        if (stream != null && !stream.isOver()) {
            assertThat(stream.body()).hasSize(taken.length()).isEqualTo(taken.toString());
            assertThat(stream.isRequestEnded()).isEqualTo(kind.hasBody() && bodyComplete);
        }
        if (kind == Kind.POST) {
            assertThat(sentRequests).isLessThanOrEqualTo(1);
        }
        List<?> asked = fixture.upstreams
                .asked()
                .subList(firstAsked, fixture.upstreams.asked().size());
        // Two more than instances: the replaced connection's was asked twice, and the one that refused first. Two
        // elsewhere
        // for connections that can't be had, one for a connection that broke, one for a second refusal.
        assertThat(asked).hasSizeLessThanOrEqualTo(7);
        assertThat(new LinkedHashSet<>(asked))
                .hasSizeLessThanOrEqualTo(5)
                .hasSizeGreaterThanOrEqualTo(asked.size() - 2);
    }
}
