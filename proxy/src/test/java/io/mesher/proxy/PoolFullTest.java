package io.mesher.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.catalog.Endpoint;
import io.mesher.core.config.BreakerPolicy;
import io.mesher.core.config.RetryPolicy;
import io.mesher.core.telemetry.ServiceCounters.Count;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests for whom there is no connection to the instance that was picked, since all are in use. */
class PoolFullTest {
    private static final Endpoint FULL = new Endpoint("10.0.0.1", 80);

    private ExchangeFixture fixture = new ExchangeFixture(2);
    private final Policies policies = new Policies();

    @AfterEach
    void close() {
        fixture.close();
    }

    private void instances(int count) {
        fixture.close();
        fixture = new ExchangeFixture(count);
    }

    private void fillWhatIsAsked() {
        while (fixture.upstreams.isWaiting()) {
            fixture.poolFull();
        }
    }

    @Test
    void allRequestsGoToTheInstanceThatHasRoom() {
        for (int i = 0; i < 50; i++) {
            fixture.get();
            if (fixture.upstreams.asked().getLast().equals(FULL)) {
                fixture.poolFull();
            }
            assertThat(fixture.upstreams.asked().getLast()).isNotEqualTo(FULL);
            fixture.connection();
            fixture.responds(200);
            fixture.ends();
        }
        assertThat(fixture.count("server", Count.SUCCESSES)).isEqualTo(50);
        assertThat(fixture.states.of("server").candidates().ejections()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PATCH"})
    void whateverTheMethod(String method) {
        fixture.request(method + " http://server/a HTTP/1.1", "Host: server");
        fixture.poolFull();
        assertThat(fixture.upstreams.asked()).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void whereAllAreFullTheAnswerIsAnOverload() {
        instances(5);
        fixture.get();
        fillWhatIsAsked();
        assertThat(fixture.upstreams.asked()).hasSize(5).doesNotHaveDuplicates();
        assertThat(fixture.journal).last().isEqualTo("down answer 503 overload");
    }

    @Test
    void ofManyInstancesOnlySomeAreAsked() {
        instances(40);
        fixture.get();
        fillWhatIsAsked();
        assertThat(fixture.upstreams.asked()).hasSize(17).doesNotHaveDuplicates();
        assertThat(fixture.journal).last().isEqualTo("down answer 503 overload");
    }

    @Test
    void theOnlyInstanceIsNotAskedTwice() {
        instances(1);
        fixture.get();
        fixture.poolFull();
        assertThat(fixture.journal).last().isEqualTo("down answer 503 overload");
    }

    @Test
    void retriesThatWereAskedForEndToo() {
        policies.retry = new RetryPolicy(RetryPolicy.Mode.ON, 1, 1, policies.retry.backoff());
        fixture.governance = policies.config();
        fixture.get();
        fixture.connectFails();
        fillWhatIsAsked();
        assertThat(fixture.journal).last().isEqualTo("down answer 503 overload");
        assertThat(fixture.upstreams.asked()).hasSizeLessThan(25);
    }

    @Test
    void itIsNotHeldAgainstInstancesNorServiceAndTakesNothingOfTheRetryBudget() {
        policies.breaker = new BreakerPolicy(true, false, false, Duration.ofSeconds(3), 5, 50);
        fixture.governance = policies.config();
        for (int i = 0; i < 100; i++) {
            fixture.get();
            fillWhatIsAsked();
        }
        assertThat(fixture.upstreams.asked()).hasSize(200);
        assertThat(fixture.states.of("server").candidates().ejections()).isZero();
        fixture.get();
        fixture.poolFull();
        fixture.connectFails();
        assertThat(fixture.journal).last().isEqualTo("down answer 502 connect.failed");
    }

    @Test
    void itIsNoTimeOutOfTheInstanceThatFollows() {
        fixture.get();
        fixture.clock.advance(ExchangeFixture.RESPONSE_TIME.minusSeconds(1));
        fixture.poolFull();
        fixture.clock.advance(Duration.ofSeconds(2));
        assertThat(fixture.upstreams.isWaiting()).isTrue();
    }

    @Test
    void theBodyGoesToTheInstanceThatHasRoom() {
        fixture.withBody("PUT");
        fixture.pooledConnection();
        fixture.body("x".repeat(64 * 1024));
        fixture.closes();
        fixture.poolFull();
        fixture.connection();
        assertThat(fixture.upstream().body()).hasSize(64 * 1024);
    }
}
