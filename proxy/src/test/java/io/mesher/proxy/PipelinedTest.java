package io.mesher.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.telemetry.ServiceCounters.Count;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The next request begins within the call that ends the one before, on the same objects. */
class PipelinedTest {
    private final ExchangeFixture fixture = new ExchangeFixture(1);

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void behindAResponse() {
        fixture.get();
        fixture.connection();
        fixture.responds(200);
        fixture.news();
        fixture.caller.pipelined(fixture::get);
        fixture.ends();
        assertThat(fixture.news()).containsExactly("down end", "acquire 10.0.0.1:80 ANY");
        assertThat(fixture.exchange.state()).isEqualTo(ExchangeState.CONNECTING);
        assertThat(fixture.requests()).isOne();
        secondIsServed();
        assertThat(fixture.count("server", Count.SUCCESSES)).isEqualTo(2);
    }

    @Test
    void behindAnAnswerOfOurOwn() {
        fixture.get();
        fixture.caller.pipelined(fixture::get);
        fixture.connectFails();
        assertThat(fixture.exchange.state()).isEqualTo(ExchangeState.CONNECTING);
        assertThat(fixture.count("server", Count.STATUS_5XX)).isOne();
        secondIsServed();
        assertThat(fixture.count("server", Count.SUCCESSES)).isOne();
    }

    @Test
    void behindATimeOutWithATimeOfItsOwn() {
        fixture.get();
        fixture.connection();
        fixture.caller.pipelined(fixture::get);
        fixture.clock.advance(ExchangeFixture.RESPONSE_TIME.plusSeconds(1));
        assertThat(fixture.upstreams.isWaiting()).isTrue();
        fixture.clock.advance(ExchangeFixture.RESPONSE_TIME.minusSeconds(1));
        secondIsServed();
        assertThat(fixture.requests()).isEqualTo(2);
    }

    @Test
    void behindARefusal() {
        fixture.caller.pipelined(fixture::get);
        fixture.request("GET http://nobody/ HTTP/1.1", "Host: nobody");
        assertThat(fixture.journal).containsExactly("down answer 404 service.unknown", "acquire 10.0.0.1:80 ANY");
        secondIsServed();
        assertThat(fixture.count("unknown", Count.REQUESTS)).isOne();
        assertThat(fixture.count("server", Count.REQUESTS)).isOne();
    }

    private void secondIsServed() {
        fixture.news();
        fixture.connection();
        fixture.responds(204);
        fixture.ends();
        assertThat(fixture.news()).containsExactly("up request GET", "down head 204", "down end");
        assertThat(fixture.exchange.state()).isEqualTo(ExchangeState.IDLE);
    }
}
