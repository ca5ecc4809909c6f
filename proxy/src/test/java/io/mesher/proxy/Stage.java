package io.mesher.proxy;

import java.util.function.Consumer;

/** The states of an exchange, told apart further where they differ in what can happen. */
enum Stage {
    IDLE(ExchangeState.IDLE, f -> {}),
    LOOKING_UP(ExchangeState.LOOKING_UP, f -> {
        f.catalog.forget();
        f.withBody("PUT");
    }),
    CONNECTING(ExchangeState.CONNECTING, f -> f.withBody("PUT")),
    /** The request's head and some of its body are sent. */
    SENDING(ExchangeState.WAITING, f -> {
        f.withBody("POST");
        f.connection();
        f.body("a");
    }),
    WAITING(ExchangeState.WAITING, f -> {
        f.webSocket();
        f.pooledConnection();
    }),
    /** The response began before the request's end. */
    RESPONDING_EARLY(ExchangeState.RESPONDING, f -> {
        f.withBody("POST");
        f.connection();
        f.body("a");
        f.responds(200);
    }),
    RESPONDING(ExchangeState.RESPONDING, f -> {
        f.get();
        f.connection();
        f.responds(200);
    }),
    TUNNEL(ExchangeState.TUNNEL, Stage::tunnel),
    TUNNEL_CALLER_ENDED(ExchangeState.TUNNEL, f -> {
        tunnel(f);
        Event.CALLER_ENDS_TUNNEL.happen(f);
    }),
    TUNNEL_UPSTREAM_ENDED(ExchangeState.TUNNEL, f -> {
        tunnel(f);
        Event.UPSTREAM_ENDS_TUNNEL.happen(f);
    });

    private final ExchangeState state;

    @SuppressWarnings("ImmutableEnumChecker") // Lambdas without state.
    private final Consumer<ExchangeFixture> way;

    Stage(ExchangeState state, Consumer<ExchangeFixture> way) {
        this.state = state;
        this.way = way;
    }

    ExchangeState state() {
        return state;
    }

    /** Brings a new exchange here. */
    void reach(ExchangeFixture fixture) {
        way.accept(fixture);
    }

    private static void tunnel(ExchangeFixture fixture) {
        fixture.webSocket();
        fixture.connection();
        fixture.switches();
    }
}
