package io.mesher.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.base.retry.BackoffPolicy;
import io.mesher.core.catalog.Endpoint;
import io.mesher.core.config.RetryPolicy;
import io.mesher.net.http.ResponseFailure;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the written retry policies do to a request. */
class RetryPolicyTest {
    private final ExchangeFixture fixture = new ExchangeFixture(3);
    private final Policies policies = new Policies();

    @AfterEach
    void close() {
        fixture.close();
    }

    private void retry(RetryPolicy.Mode mode, int onSame, int onNext) {
        policies.retry = new RetryPolicy(mode, onSame, onNext, BackoffPolicy.DEFAULT);
        fixture.governance = policies.config();
    }

    private void retryOnceAfter(Duration pause) {
        policies.retry = new RetryPolicy(
                RetryPolicy.Mode.ON, 0, 1, new BackoffPolicy(BackoffPolicy.Kind.CONSTANT, pause, pause));
        fixture.governance = policies.config();
    }

    /** (retryOnSame + 1) x (retryOnNext + 1), as in the original. */
    @Test
    void asManyAttemptsAreMadeAsWereAskedFor() {
        retry(RetryPolicy.Mode.ON, 1, 2);
        fixture.get();
        for (int i = 0; i < 6; i++) {
            fixture.connection();
            fixture.closes();
        }
        var asked = fixture.upstreams.asked();
        assertThat(asked).hasSize(6);
        for (int i = 0; i < 6; i += 2) {
            assertThat(asked.get(i)).isEqualTo(asked.get(i + 1));
        }
        assertThat(Set.copyOf(asked)).hasSize(3);
        assertThat(fixture.journal).last().isEqualTo("down answer 502 upstream.closed");
    }

    @Test
    void asManyAlsoWhereThereAreFewerInstances() {
        retry(RetryPolicy.Mode.ON, 0, 5);
        fixture.get();
        for (int i = 0; i < 6; i++) {
            fixture.connection();
            fixture.closes();
        }
        assertThat(fixture.upstreams.asked()).hasSize(6);
        assertThat(fixture.journal).last().isEqualTo("down answer 502 upstream.closed");
    }

    @Test
    void aTimeOutIsRetriedWhereItIsAskedFor() {
        retry(RetryPolicy.Mode.ON, 0, 1);
        fixture.get();
        fixture.connection();
        fixture.news();
        fixture.clock.advance(ExchangeFixture.RESPONSE_TIME.plusMillis(100));
        assertThat(fixture.news()).startsWith("up cancel").last().asString().startsWith("acquire");
        fixture.connection();
        fixture.clock.advance(ExchangeFixture.RESPONSE_TIME.plusMillis(100));
        assertThat(fixture.journal).last().isEqualTo("down answer 504 upstream.timeout");
    }

    @Test
    void aTimeOutIsTheAnswerWhereNothingWasAskedFor() {
        fixture.get();
        fixture.connection();
        fixture.clock.advance(ExchangeFixture.RESPONSE_TIME.plusMillis(100));
        assertThat(fixture.upstreams.asked()).hasSize(1);
    }

    @Test
    void switchedOffNothingThatWasSentIsSentAgain() {
        retry(RetryPolicy.Mode.OFF, 0, 0);
        fixture.get();
        fixture.connection();
        fixture.closes();
        assertThat(fixture.journal).last().isEqualTo("down answer 502 upstream.closed");
        assertThat(fixture.upstreams.asked()).hasSize(1);
    }

    @Test
    void switchedOffConnectionsAreStillTriedElsewhere() {
        retry(RetryPolicy.Mode.OFF, 0, 0);
        fixture.get();
        fixture.connectFails();
        fixture.connectFails();
        fixture.connectFails();
        assertThat(fixture.upstreams.asked()).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    void connectionsAreTriedAtEveryInstanceAndThenTwiceMoreThanWasAskedFor() {
        retry(RetryPolicy.Mode.ON, 1, 1);
        fixture.get();
        for (int i = 0; i < 7; i++) {
            fixture.connectFails();
        }
        assertThat(fixture.upstreams.asked()).hasSize(7);
        assertThat(fixture.exchange.record().attempts())
                .as("attempts are counted, not instances, of which there are three")
                .isEqualTo(7);
        assertThat(fixture.journal).last().isEqualTo("down answer 502 connect.failed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PATCH"})
    void whatMayHaveBeenProcessedIsNeverRepeatedWhateverIsWritten(String method) {
        retry(RetryPolicy.Mode.ON, 3, 3);
        policies.failureStatuses = Set.of(503);
        fixture.governance = policies.config();
        fixture.request(method + " http://server/a HTTP/1.1", "Host: server");
        fixture.connection();
        fixture.closes();
        assertThat(fixture.upstreams.asked()).hasSize(1);
        fixture.request(method + " http://server/a HTTP/1.1", "Host: server");
        fixture.connection();
        fixture.responds(503);
        assertThat(fixture.journal).last().isEqualTo("down head 503");
        assertThat(fixture.upstreams.asked()).hasSize(2);
    }

    @Test
    void anIdempotencyKeyMakesAPostRepeatable() {
        fixture.request("POST http://server/a HTTP/1.1", "Host: server", "Idempotency-Key: 1");
        fixture.connection();
        fixture.closes();
        assertThat(fixture.upstreams.asked()).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void aFailureStatusIsRetriedAndTheLastOneIsPassedOn() {
        policies.failureStatuses = Set.of(500, 503);
        retry(RetryPolicy.Mode.ON, 0, 1);
        fixture.get();
        fixture.connection();
        fixture.news();
        fixture.responds(503);
        assertThat(fixture.news()).startsWith("up cancel").last().asString().startsWith("acquire");
        fixture.connection();
        fixture.responds(500);
        assertThat(fixture.journal).last().isEqualTo("down head 500");
    }

    @Test
    void aFailureStatusIsPassedOnWhereNothingWasAskedFor() {
        policies.failureStatuses = Set.of(503);
        fixture.governance = policies.config();
        fixture.get();
        fixture.connection();
        fixture.responds(503);
        assertThat(fixture.journal).last().isEqualTo("down head 503");
    }

    @Test
    void aRetryWaitsForItsPause() {
        retryOnceAfter(Duration.ofMillis(100));
        fixture.get();
        fixture.connection();
        fixture.closes();
        fixture.clock.advance(Duration.ofMillis(90));
        assertThat(fixture.upstreams.asked()).hasSize(1);
        fixture.clock.advance(Duration.ofMillis(30));
        assertThat(fixture.upstreams.asked()).hasSize(2);
    }

    @Test
    void aCallerThatGoesAwayEndsThePause() {
        retryOnceAfter(Duration.ofMillis(100));
        fixture.get();
        fixture.connection();
        fixture.closes();
        fixture.gone();
        fixture.clock.advance(Duration.ofSeconds(1));
        assertThat(fixture.upstreams.asked()).hasSize(1);
        assertThat(fixture.states.of("server").isolation().underWay()).isZero();
    }

    @Test
    void theBodyIsSentAgainFromTheBeginning() {
        retry(RetryPolicy.Mode.ON, 0, 1);
        fixture.withBody("PUT");
        fixture.connection();
        fixture.body("first");
        fixture.closes();
        assertThat(fixture.caller.isBodyWanted()).isFalse();
        FakeClientStream second = fixture.connection();
        fixture.body("second");
        fixture.bodyEnd();
        assertThat(second.body()).isEqualTo("firstsecond");
    }

    /** Three per second, ten seconds' worth, and no request before: the thirty-first finds nothing left. */
    @Test
    void theBudgetBoundsRetries() {
        retry(RetryPolicy.Mode.ON, 0, 10);
        int attempts = 0;
        for (int request = 0; request < 10; request++) {
            fixture.get();
            while (fixture.upstreams.isWaiting()) {
                attempts++;
                fixture.connection();
                fixture.fails(new ResponseFailure.Malformed("x"));
            }
        }
        assertThat(attempts - 10).isBetween(30, 32);
    }

    @Test
    void eachInstanceIsAskedOnceWhereAConnectionCannotBeHad() {
        fixture.get();
        fixture.connectFails();
        assertThat(fixture.upstreams.asked().getLast()).isNotEqualTo(new Endpoint("10.0.0.1", 80));
    }
}
