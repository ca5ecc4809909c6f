package io.mesher.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.base.retry.BackoffPolicy;
import io.mesher.core.balance.Candidates;
import io.mesher.core.catalog.Endpoint;
import io.mesher.core.catalog.Instance;
import io.mesher.core.config.RetryPolicy;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Instances that refuse connections: passed over by requests, and looked at beside them. */
class UnreachableInstancesTest {
    private static final Endpoint FIRST = new Endpoint("10.0.0.1", 80);
    private static final Endpoint SECOND = new Endpoint("10.0.0.2", 80);

    private ExchangeFixture fixture;

    private void instances(int count) {
        fixture = new ExchangeFixture(count);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private void answered() {
        fixture.connection();
        fixture.responds(200);
        fixture.ends();
    }

    private void everybodyFails() {
        fixture.get();
        while (fixture.upstreams.isWaiting()) {
            fixture.connectFails();
        }
    }

    private void second() {
        // Timers fire up to 16 ms late.
        fixture.clock.advance(Duration.ofMillis(1_020));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void aRequestFindsTheOneThatLivesAmongMany(String method) {
        instances(12);
        fixture.request(method + " http://server/a HTTP/1.1", "Host: server");
        for (int i = 0; i < 11; i++) {
            fixture.connectFails();
        }
        answered();
        assertThat(fixture.upstreams.asked()).hasSize(12).doesNotHaveDuplicates();
        assertThat(fixture.journal).contains("down head 200");
    }

    @Test
    void connectsThatFailTakeNothingFromTheBudget() {
        instances(2);
        for (int i = 0; i < 200; i++) {
            fixture.get();
            fixture.connectFails();
            answered();
            // Back for the next request, which finds it dead again.
            second();
            fixture.upstreams.answerChecks(true);
        }
        assertThat(fixture.states.of("server").budget().taken()).isZero();
        assertThat(fixture.journal).filteredOn("down head 200"::equals).hasSize(200);
    }

    @Test
    void ifNobodyCanBeReachedARequestTriesThree() {
        instances(20);
        everybodyFails();
        everybodyFails();
        fixture.upstreams.asked().clear();
        everybodyFails();
        assertThat(fixture.upstreams.asked()).hasSize(3);
        assertThat(fixture.journal).last().isEqualTo("down answer 502 connect.failed");
    }

    /** The health check's word stands, so it isn't unreachable, and with retries the only instance is found again and again. */
    @Test
    void oneThatIsNotHeldToBeUnreachableIsTriedTwiceMoreThanWasAskedFor() {
        instances(1);
        Policies policies = new Policies();
        policies.retry = new RetryPolicy(RetryPolicy.Mode.ON, 0, 1, BackoffPolicy.DEFAULT);
        fixture.governance = policies.config();
        Candidates candidates = fixture.states.of("server").candidates();
        candidates.health(candidates.of(new Instance("10.0.0.1:80", "", FIRST)), false, "status 500");
        everybodyFails();
        assertThat(fixture.upstreams.asked()).hasSize(4).containsOnly(FIRST);
        assertThat(fixture.journal).last().isEqualTo("down answer 502 connect.failed");
    }

    @Test
    void itIsCheckedEachSecondUntilItIsBackAndThenGetsRequests() {
        instances(2);
        fixture.get();
        fixture.connectFails();
        answered();
        assertThat(fixture.upstreams.checks()).isEmpty();
        for (int i = 1; i <= 5; i++) {
            second();
            assertThat(fixture.upstreams.checks()).containsOnlyKeys(FIRST).containsEntry(FIRST, i);
            fixture.upstreams.answerChecks(i == 5);
        }
        second();
        assertThat(fixture.upstreams.checks()).containsEntry(FIRST, 5);
        fixture.upstreams.asked().clear();
        for (int i = 0; i < 4; i++) {
            fixture.get();
            answered();
        }
        assertThat(fixture.upstreams.asked()).containsOnly(FIRST, SECOND);
    }

    @Test
    void meanwhileNoRequestGoesThere() {
        instances(3);
        fixture.get();
        fixture.connectFails();
        answered();
        fixture.upstreams.asked().clear();
        for (int i = 0; i < 20; i++) {
            fixture.get();
            answered();
        }
        assertThat(fixture.upstreams.asked()).doesNotContain(FIRST);
    }

    @Test
    void aCheckThatHangsIsNotDoubled() {
        instances(2);
        fixture.get();
        fixture.connectFails();
        answered();
        for (int i = 0; i < 5; i++) {
            second();
        }
        assertThat(fixture.upstreams.checks()).containsEntry(FIRST, 1);
    }

    @Test
    void ofManyOnlySomeAreCheckedAtOnceAndEachHasItsTurn() {
        instances(100);
        for (int i = 0; i < 7; i++) {
            everybodyFails();
        }
        second();
        assertThat(fixture.upstreams.checks()).hasSize(UnreachableInstances.MAX_CHECKS);
        fixture.upstreams.answerChecks(false);
        second();
        assertThat(fixture.upstreams.checks()).hasSize(100);
    }

    @Test
    void nobodyIsCheckedForAServiceThatNobodyCalls() {
        instances(2);
        fixture.get();
        fixture.connectFails();
        answered();
        for (int i = 0; i < 100; i++) {
            second();
            fixture.upstreams.answerChecks(false);
        }
        assertThat(fixture.upstreams.checks().get(FIRST)).isLessThan(40);
        fixture.upstreams.asked().clear();
        fixture.get();
        answered();
        fixture.get();
        assertThat(fixture.upstreams.asked()).as("nobody knows any more").contains(FIRST);
    }
}
