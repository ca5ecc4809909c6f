package io.mesher.proxy;

import io.mesher.core.catalog.LookupResult;
import io.mesher.net.http.RequestFailure;
import io.mesher.net.http.ResponseFailure;
import io.mesher.net.http1.ParsedHeads;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.Consumer;

/** All that can happen to an exchange, from either side. */
enum Event {
    REQUEST(ExchangeFixture::get),
    BAD_REQUEST(f -> {
        f.caller.begin(ParsedHeads.request("GET http://server/a HTTP/1.1", "Host: server"));
        f.exchange.onBadRequest(
                f.caller, new RequestFailure.Malformed("a line ends with LF instead of CRLF"), f.caller.began());
    }),
    BODY(f -> f.exchange.onBody(ByteBuffer.wrap(new byte[] {'x'}))),
    BODY_END(ExchangeFixture::bodyEnd),
    GONE(ExchangeFixture::gone),
    MALFORMED(f -> f.exchange.onRequestFailed(new RequestFailure.Malformed("a chunk without a size"))),
    BODY_TIMED_OUT(f -> f.exchange.onRequestFailed(new RequestFailure.TimedOut("body", 30_000))),
    CALLER_ENDS_TUNNEL(f -> f.caller.endByCaller()),
    CALLER_CONGESTED(f -> f.exchange.onCongested()),
    CALLER_DRAINED(f -> f.exchange.onDrained()),
    CLOSED(f -> f.caller.over()),

    FOUND(ExchangeFixture::found),
    NO_SUCH_SERVICE(f -> f.lookedUp(new LookupResult.NoSuchService())),
    UNAVAILABLE(f -> f.lookedUp(new LookupResult.Unavailable("127.0.0.1:30100: Connection refused"))),
    LOOKUP_OVERLOAD(f -> f.lookedUp(new LookupResult.Overload("1000 names are being asked for"))),

    CONNECTION(ExchangeFixture::connection),
    CONNECT_FAILED(ExchangeFixture::connectFails),
    POOL_FULL(ExchangeFixture::poolFull),
    TIME_OUT(f -> f.clock.advance(ExchangeFixture.RESPONSE_TIME.plus(Duration.ofSeconds(1)))),
    INTERIM(f -> f.upstream().handler().onInterim(ParsedHeads.response("HTTP/1.1 103 x", "Link: y"))),
    RESPONSE(f -> f.responds(200)),
    SWITCH(ExchangeFixture::switches),
    RESPONSE_BODY(f -> f.upstream().handler().onBody(ByteBuffer.wrap(new byte[] {'y'}))),
    RESPONSE_END(ExchangeFixture::ends),
    UPSTREAM_ENDS_TUNNEL(f -> f.upstream().handler().onTunnelEnd()),
    UPSTREAM_CONGESTED(f -> f.upstream().handler().onUpstreamCongested()),
    UPSTREAM_DRAINED(f -> f.upstream().handler().onUpstreamDrained()),
    UPSTREAM_CLOSES(f -> f.closes()),
    UPSTREAM_BREAKS_OFF(f -> f.fails(new ResponseFailure.Closed(true, true))),
    UPSTREAM_REFUSES(f -> f.fails(new ResponseFailure.Refused("too many streams"))),
    UPSTREAM_STALLS(f -> f.fails(new ResponseFailure.NotTaken(60_000))),
    UPSTREAM_RESETS(f -> f.fails(new ResponseFailure.Reset(2, false))),
    BAD_RESPONSE(f -> f.fails(new ResponseFailure.Malformed("two Content-Length fields")));

    @SuppressWarnings("ImmutableEnumChecker") // Lambdas without state.
    private final Consumer<ExchangeFixture> action;

    Event(Consumer<ExchangeFixture> action) {
        this.action = action;
    }

    void happen(ExchangeFixture fixture) {
        action.accept(fixture);
    }
}
