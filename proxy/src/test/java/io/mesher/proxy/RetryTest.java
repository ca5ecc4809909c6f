package io.mesher.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.catalog.Endpoint;
import io.mesher.core.config.TimeoutPolicy;
import io.mesher.core.telemetry.ServiceCounters.Count;
import io.mesher.net.http.ResponseFailure;
import io.mesher.net.http1.ParsedHeads;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a request is sent again, where to, and what of it. */
class RetryTest {
    private ExchangeFixture fixture = new ExchangeFixture(5);

    @AfterEach
    void close() {
        fixture.close();
    }

    // --- no connection

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PATCH"})
    void aRefusedConnectionIsTriedAtEveryOtherInstanceWhateverTheMethod(String method) {
        fixture.request(method + " http://server/a HTTP/1.1", "Host: server");
        for (int i = 0; i < 5; i++) {
            fixture.connectFails();
        }
        assertThat(fixture.upstreams.asked()).hasSize(5).doesNotHaveDuplicates();
        assertThat(fixture.journal).last().isEqualTo("down answer 502 connect.failed");
        assertThat(fixture.requests()).isOne();
        assertThat(fixture.count("server", Count.STATUS_5XX)).isOne();
    }

    /** Each takes its whole time, for which the caller waits. */
    @Test
    void aConnectionThatIsNotAnsweredIsTriedAtTwoMoreInstances() {
        fixture.get();
        for (int i = 0; i < 3; i++) {
            fixture.clock.advance(TimeoutPolicy.DEFAULT.connect());
            fixture.connectFails();
        }
        assertThat(fixture.upstreams.asked()).hasSize(3).doesNotHaveDuplicates();
        assertThat(fixture.journal).last().isEqualTo("down answer 502 connect.failed");
    }

    @Test
    void noInstanceIsTriedTwiceWhereThereAreFewerThanThree() {
        fixture.close();
        fixture = new ExchangeFixture(2);
        fixture.get();
        fixture.connectFails();
        fixture.connectFails();
        assertThat(fixture.upstreams.asked())
                .containsExactly(new Endpoint("10.0.0.1", 80), new Endpoint("10.0.0.2", 80));
        assertThat(fixture.journal).last().isEqualTo("down answer 502 connect.failed");
    }

    @Test
    void aServiceWithoutInstancesIsAnsweredAtOnce() {
        fixture.close();
        fixture = new ExchangeFixture(0);
        fixture.get();
        assertThat(fixture.journal).containsExactly("down answer 503 no.instance");
        assertThat(fixture.count("server", Count.REQUESTS)).isOne();
    }

    @Test
    void theNextRequestMayGoToAnInstanceThatRefusedTheOneBefore() {
        fixture.close();
        fixture = new ExchangeFixture(1);
        fixture.get();
        fixture.connectFails();
        fixture.news();
        fixture.get();
        assertThat(fixture.journal).containsExactly("acquire 10.0.0.1:80 ANY");
    }

    @Test
    void aBodyIsTakenOnlyWhenThereIsAConnectionForIt() {
        fixture.withBody("POST");
        fixture.connectFails();
        assertThat(fixture.caller.isBodyWanted()).isFalse();
        fixture.connection();
        assertThat(fixture.caller.isBodyWanted()).isTrue();
    }

    // --- a pooled connection that had died

    @Test
    void aDeadPooledConnectionIsReplacedByAFreshOneToTheSameInstance() {
        fixture.get();
        fixture.pooledConnection();
        fixture.news();
        fixture.closes();
        assertThat(fixture.news()).containsExactly("acquire 10.0.0.1:80 FRESH");
        fixture.connection();
        assertThat(fixture.news()).containsExactly("up request GET");
    }

    @Test
    void itIsReplacedOnceThenTheRequestIsSentElsewhereOnce() {
        fixture.get();
        fixture.pooledConnection();
        fixture.closes();
        fixture.pooledConnection();
        fixture.closes();
        fixture.pooledConnection();
        fixture.closes();
        assertThat(fixture.upstreams.asked()).hasSize(3);
        assertThat(fixture.upstreams.asked().get(2)).isNotEqualTo(new Endpoint("10.0.0.1", 80));
        assertThat(fixture.journal).last().isEqualTo("down answer 502 upstream.closed");
    }

    @Test
    void afterAReplacementThatIsRefusedAnotherInstanceIsTried() {
        fixture.get();
        fixture.pooledConnection();
        fixture.closes();
        fixture.connectFails();
        assertThat(fixture.upstreams.asked()).hasSize(3);
        assertThat(fixture.upstreams.asked().getLast()).isNotEqualTo(new Endpoint("10.0.0.1", 80));
    }

    @Test
    void eachRequestHasAReplacementOfItsOwn() {
        for (int i = 0; i < 2; i++) {
            fixture.get();
            fixture.pooledConnection();
            fixture.closes();
            fixture.connection();
            fixture.responds(200);
            fixture.ends();
        }
        assertThat(fixture.journal).filteredOn("down head 200"::equals).hasSize(2);
    }

    @Test
    void aFreshConnectionThatClosesIsTriedElsewhereOnce() {
        fixture.get();
        fixture.connection();
        fixture.closes();
        fixture.connection();
        fixture.closes();
        assertThat(fixture.upstreams.asked()).hasSize(2).doesNotHaveDuplicates();
        assertThat(fixture.journal).last().isEqualTo("down answer 502 upstream.closed");
    }

    @Test
    void aFreshConnectionThatClosesIsTheAnswerOfAnOnlyInstance() {
        fixture.close();
        fixture = new ExchangeFixture(1);
        fixture.get();
        fixture.connection();
        fixture.closes();
        assertThat(fixture.journal).last().isEqualTo("down answer 502 upstream.closed");
    }

    @Test
    void aResponseThatHadBegunIsNotAskedForAgain() {
        fixture.get();
        fixture.pooledConnection();
        fixture.fails(new ResponseFailure.Closed(true, true));
        assertThat(fixture.journal).last().isEqualTo("down answer 502 upstream.malformed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PATCH", "get"})
    void whatIsNotIdempotentAndWasSentIsNeverRepeated(String method) {
        fixture.request(method + " http://server/a HTTP/1.1", "Host: server");
        assertThat(fixture.news()).containsExactly("acquire 10.0.0.1:80 CHECKED");
        fixture.pooledConnection();
        fixture.closes();
        assertThat(fixture.journal).last().isEqualTo("down answer 502 upstream.closed");
    }

    @Test
    void whatIsNotIdempotentIsRepeatedWhereTheNetworkTookNothing() {
        fixture.request("POST http://server/a HTTP/1.1", "Host: server");
        fixture.connection(new FakeClientStream(fixture.journal, true).unsent());
        fixture.closes();
        assertThat(fixture.journal).last().isEqualTo("acquire 10.0.0.1:80 FRESH");
    }

    @Test
    void whatIsNotIdempotentIsNotRepeatedWithoutTheBodyThatWasTakenFromTheCaller() {
        fixture.withBody("POST");
        fixture.connection(new FakeClientStream(fixture.journal, true).unsent());
        // More than is kept.
        fixture.body("x".repeat(64 * 1024 + 1));
        fixture.closes();
        assertThat(fixture.journal).last().isEqualTo("down answer 502 upstream.closed");
    }

    // --- a request that was refused, or broken off alone

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PATCH"})
    void aRefusedRequestIsSentAgainWhateverItsMethod(String method) {
        fixture.request(method + " http://server/a HTTP/1.1", "Host: server");
        fixture.connection();
        refuses();
        fixture.connection();
        refuses();
        fixture.connection();
        assertThat(fixture.upstreams.asked())
                .containsExactly(
                        new Endpoint("10.0.0.1", 80), new Endpoint("10.0.0.1", 80), new Endpoint("10.0.0.2", 80));
        refuses();
        assertThat(fixture.journal).last().isEqualTo("down answer 503 upstream.refused");
        assertThat(fixture.upstreams.asked()).hasSize(3);
    }

    @Test
    void aRefusedRequestIsNotSentAgainWithoutItsBody() {
        fixture.withBody("POST");
        fixture.connection();
        fixture.body("x".repeat(64 * 1024 + 1));
        refuses();
        assertThat(fixture.journal).last().isEqualTo("down answer 503 upstream.refused");
    }

    @Test
    void aRefusedRequestIsSentAgainWithTheBodyThatIsKept() {
        fixture.withBody("POST");
        fixture.connection();
        fixture.body("kept");
        refuses();
        FakeClientStream again = new FakeClientStream(fixture.journal, false);
        fixture.connection(again);
        assertThat(again.body()).isEqualTo("kept");
    }

    @Test
    void refusalsAreNotHeldAgainstTheInstance() {
        for (int i = 0; i < 30; i++) {
            fixture.get();
            // As often as the retry budget lets it.
            while (fixture.upstreams.isWaiting()) {
                fixture.connection();
                refuses();
            }
        }
        assertThat(fixture.states.of("server").candidates().ejections()).isZero();
    }

    private void refuses() {
        fixture.fails(new ResponseFailure.Refused("too many streams"));
    }

    @Test
    void aResetRequestIsSentToAnotherInstanceOnceWhereThatIsHarmless() {
        fixture.get();
        fixture.pooledConnection();
        resets();
        fixture.pooledConnection();
        resets();
        assertThat(fixture.upstreams.asked())
                .containsExactly(new Endpoint("10.0.0.1", 80), new Endpoint("10.0.0.2", 80));
        assertThat(fixture.journal).last().isEqualTo("down answer 502 upstream.closed");
    }

    @Test
    void aResetRequestThatIsNotIdempotentIsNeverSentAgain() {
        fixture.request("POST http://server/a HTTP/1.1", "Host: server");
        fixture.pooledConnection();
        resets();
        assertThat(fixture.journal).last().isEqualTo("down answer 502 upstream.closed");
        assertThat(fixture.upstreams.asked()).hasSize(1);
    }

    @Test
    void resetsAreHeldAgainstTheInstance() {
        for (int i = 0; i < 30; i++) {
            fixture.get();
            // As often as the retry budget lets it.
            while (fixture.upstreams.isWaiting()) {
                fixture.connection();
                resets();
            }
        }
        assertThat(fixture.states.of("server").candidates().ejections()).isNotZero();
    }

    private void resets() {
        fixture.fails(new ResponseFailure.Reset(2, false));
    }

    // --- the body

    @Test
    void theBodyIsSentAgainAsFarAsItCameAndGoesOnFromThere() {
        fixture.withBody("PUT");
        fixture.pooledConnection();
        fixture.body("one ");
        fixture.body("two ");
        fixture.closes();
        FakeClientStream second = fixture.connection();
        fixture.body("three");
        fixture.bodyEnd();
        assertThat(second.body()).isEqualTo("one two three");
        assertThat(second.isRequestEnded()).isTrue();
    }

    @Test
    void aWholeBodyIsSentAgainWithItsEnd() {
        fixture.withBody("PUT");
        fixture.pooledConnection();
        fixture.body("all");
        fixture.bodyEnd();
        fixture.closes();
        fixture.news();
        fixture.connection();
        assertThat(fixture.news()).containsExactly("up request PUT", "up body all", "up end");
    }

    @Test
    void noBodyIsTakenWhileThereIsNoConnectionForIt() {
        fixture.withBody("PUT");
        fixture.pooledConnection();
        fixture.body("one");
        fixture.closes();
        assertThat(fixture.caller.isBodyWanted()).isFalse();
        fixture.connection();
        assertThat(fixture.caller.isBodyWanted()).isTrue();
    }

    @Test
    void theReplayedBodyIsEnoughForACongestedUpstream() {
        fixture.withBody("PUT");
        fixture.pooledConnection();
        fixture.body("one");
        fixture.closes();
        fixture.connection(new FakeClientStream(fixture.journal, false).congested());
        assertThat(fixture.caller.isBodyWanted()).isFalse();
    }

    @Test
    void upTo64KiBAreSentAgain() {
        String body = "x".repeat(64 * 1024);
        fixture.withBody("PUT");
        fixture.pooledConnection();
        fixture.body(body);
        fixture.bodyEnd();
        fixture.closes();
        assertThat(fixture.connection().body()).isEqualTo(body);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void moreThan64KiBAreNotSentAgain(boolean sent) {
        fixture.withBody("PUT");
        FakeClientStream first = new FakeClientStream(fixture.journal, true);
        fixture.connection(sent ? first : first.unsent());
        fixture.body("x".repeat(64 * 1024));
        fixture.body("x");
        fixture.closes();
        assertThat(fixture.journal).last().isEqualTo("down answer 502 upstream.closed");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void trailersAreNotSentAgain(boolean sent) {
        fixture.withBody("PUT");
        FakeClientStream first = new FakeClientStream(fixture.journal, true);
        fixture.connection(sent ? first : first.unsent());
        fixture.body("all");
        fixture.bodyEndWithTrailers();
        fixture.closes();
        assertThat(fixture.journal).last().isEqualTo("down answer 502 upstream.closed");
    }

    @Test
    void aBodyIsNotMixedWithThatOfTheRequestBefore() {
        fixture.withBody("PUT");
        fixture.pooledConnection();
        fixture.body("first");
        fixture.bodyEnd();
        fixture.responds(200);
        fixture.ends();
        fixture.withBody("PUT");
        fixture.pooledConnection();
        fixture.body("second");
        fixture.closes();
        assertThat(fixture.connection().body()).isEqualTo("second");
    }

    // --- time

    @Test
    void theTimeForAResponseBeginsWhenTheRequestIsComplete() {
        fixture.withBody("POST");
        fixture.connection();
        fixture.clock.advance(ExchangeFixture.RESPONSE_TIME.plusSeconds(1));
        fixture.body("after a pause of the caller's");
        fixture.bodyEnd();
        fixture.clock.advance(ExchangeFixture.RESPONSE_TIME.minusSeconds(1));
        assertThat(fixture.news()).doesNotContain("down answer 504 upstream.timeout");
        fixture.clock.advance(Duration.ofSeconds(2));
        assertThat(fixture.news()).containsExactly("up cancel", "down answer 504 upstream.timeout");
    }

    @Test
    void anUpstreamThatTakesNoMoreOfTheBodyIsWaitedForAsLong() {
        fixture.withBody("POST");
        fixture.connection();
        fixture.body("some");
        fixture.upstream().handler().onUpstreamCongested();
        fixture.clock.advance(ExchangeFixture.RESPONSE_TIME.plusSeconds(1));
        assertThat(fixture.journal).last().isEqualTo("down answer 504 upstream.timeout");
    }

    @Test
    void anUpstreamThatTakesTheBodyAgainMayGoOn() {
        fixture.withBody("POST");
        fixture.connection();
        fixture.body("some");
        fixture.upstream().handler().onUpstreamCongested();
        fixture.clock.advance(ExchangeFixture.RESPONSE_TIME.minusSeconds(1));
        fixture.upstream().handler().onUpstreamDrained();
        fixture.clock.advance(ExchangeFixture.RESPONSE_TIME.minusSeconds(1));
        fixture.body("more");
        assertThat(fixture.journal).last().isEqualTo("up body more");
    }

    @Test
    void eachAttemptHasATimeOfItsOwn() {
        fixture.get();
        fixture.clock.advance(ExchangeFixture.RESPONSE_TIME.minusSeconds(1));
        fixture.connectFails();
        fixture.clock.advance(ExchangeFixture.RESPONSE_TIME.minusSeconds(1));
        assertThat(fixture.upstreams.isWaiting()).isTrue();
        fixture.clock.advance(Duration.ofSeconds(2));
        assertThat(fixture.journal).last().isEqualTo("down answer 504 upstream.timeout");
    }

    @Test
    void aResponseMayTakeAnyTimeOnceItHasBegun() {
        fixture.get();
        fixture.connection();
        fixture.responds(200);
        fixture.news();
        fixture.clock.advance(ExchangeFixture.RESPONSE_TIME.multipliedBy(10));
        assertThat(fixture.news()).isEmpty();
        fixture.ends();
        assertThat(fixture.news()).containsExactly("down end");
    }

    @Test
    void anInterimResponseIsNoResponse() {
        fixture.get();
        fixture.connection();
        fixture.clock.advance(Duration.ofSeconds(20));
        fixture.upstream().handler().onInterim(ParsedHeads.response("HTTP/1.1 103 x"));
        fixture.clock.advance(Duration.ofSeconds(11));
        assertThat(fixture.journal).endsWith("down interim 103", "up cancel", "down answer 504 upstream.timeout");
    }
}
