package io.mesher.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.config.BreakerPolicy;
import io.mesher.core.config.FallbackPolicy;
import io.mesher.core.config.FallbackPolicy.Kind;
import io.mesher.core.resilience.CircuitBreaker;
import io.mesher.core.resilience.Isolation;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Breaker, isolation and fallback, as a request meets them. */
class BreakerTest {
    private final ExchangeFixture fixture = new ExchangeFixture(1);
    private final Policies policies = new Policies();

    @BeforeEach
    void setUp() {
        policies.breaker = new BreakerPolicy(true, false, false, Duration.ofSeconds(3), 5, 50);
        govern();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private void govern() {
        fixture.governance = policies.config();
    }

    private void refused() {
        fixture.get();
        fixture.connectFails();
    }

    private void answered(int status) {
        fixture.get();
        fixture.connection();
        fixture.responds(status);
        fixture.ends();
    }

    private String answer() {
        return fixture.journal.getLast();
    }

    private void open() {
        for (int i = 0; i < 5; i++) {
            refused();
        }
        // It opens when it is asked, as in the original.
        fixture.get();
        fixture.news();
    }

    /** The original's own example: threshold 5, requests 6 and on are refused. */
    @Test
    void itOpensWhenMostCallsFailed() {
        for (int i = 0; i < 5; i++) {
            refused();
            assertThat(answer()).isEqualTo("down answer 502 connect.failed");
        }
        fixture.get();
        assertThat(answer()).isEqualTo("down answer 503 breaker.open");
        assertThat(fixture.upstreams.asked()).hasSize(5);
    }

    @Test
    void oneCallIsTriedAfterAWhileAndItsSuccessCloses() {
        open();
        fixture.clock.advance(Duration.ofMillis(3100));
        fixture.get();
        assertThat(fixture.upstreams.isWaiting()).isTrue();
        fixture.connection();
        fixture.responds(200);
        fixture.ends();
        answered(200);
        assertThat(answer()).isEqualTo("down end");
    }

    @Test
    void itsFailureKeepsItOpen() {
        open();
        fixture.clock.advance(Duration.ofMillis(3100));
        refused();
        assertThat(answer()).isEqualTo("down answer 502 connect.failed");
        fixture.get();
        assertThat(answer()).isEqualTo("down answer 503 breaker.open");
    }

    @Test
    void aCallerThatGoesAwayIsNoAnswerOfTheService() {
        open();
        fixture.clock.advance(Duration.ofMillis(3100));
        fixture.get();
        fixture.connection();
        fixture.gone();
        assertThat(fixture.states
                        .of("server")
                        .breaker()
                        .ask(policies.breaker, fixture.context.loop().now()))
                .as("the next call may be the one that is tried")
                .isEqualTo(CircuitBreaker.Permit.PROBE);
    }

    @Test
    void aPlainServerErrorIsASuccessAFailureStatusIsNot() {
        for (int i = 0; i < 6; i++) {
            answered(500);
        }
        assertThat(answer()).isEqualTo("down end");
        policies.failureStatuses = Set.of(500);
        govern();
        fixture.clock.advance(Duration.ofSeconds(11));
        for (int i = 0; i < 5; i++) {
            answered(500);
        }
        fixture.get();
        assertThat(answer()).isEqualTo("down answer 503 breaker.open");
    }

    @Test
    void aServiceWithoutInstancesDoesNotOpenIt() {
        try (ExchangeFixture none = new ExchangeFixture(0)) {
            none.governance = policies.config();
            // Unlike in the original: it would refuse the first calls to an instance that has just come.
            for (int i = 0; i < 6; i++) {
                none.get();
            }
            assertThat(none.journal).last().isEqualTo("down answer 503 no.instance");
        }
    }

    @Test
    void returnNullAnswersWithAnEmptySuccess() {
        policies.fallback = new FallbackPolicy(true, false, Kind.RETURN_NULL);
        govern();
        open();
        fixture.get();
        assertThat(answer()).isEqualTo("down answer 200 breaker.open");
    }

    @Test
    void aFallbackThatIsSwitchedOffLeavesTheFailure() {
        policies.fallback = new FallbackPolicy(false, false, Kind.RETURN_NULL);
        govern();
        open();
        fixture.get();
        assertThat(answer()).isEqualTo("down answer 503 breaker.open");
    }

    @Test
    void aForcedFallbackCallsNobody() {
        policies.fallback = new FallbackPolicy(true, true, Kind.THROW_EXCEPTION);
        govern();
        fixture.get();
        assertThat(answer()).isEqualTo("down answer 503 fallback.forced");
        assertThat(fixture.upstreams.asked()).isEmpty();
    }

    @Test
    void forcedOpenRefusesForcedClosedDoesNot() {
        policies.breaker = new BreakerPolicy(true, true, true, Duration.ofSeconds(3), 5, 50);
        govern();
        fixture.get();
        assertThat(answer()).isEqualTo("down answer 503 breaker.open");
        policies.breaker = new BreakerPolicy(true, false, true, Duration.ofSeconds(3), 5, 50);
        govern();
        for (int i = 0; i < 10; i++) {
            refused();
        }
        assertThat(answer()).isEqualTo("down answer 502 connect.failed");
    }

    @Test
    void moreThanMayBeUnderWayAreRefused() {
        policies.maxConcurrent = 1;
        govern();
        Isolation isolation = fixture.states.of("server").isolation();
        assertThat(isolation.enter(1)).isTrue();
        fixture.get();
        assertThat(answer()).isEqualTo("down answer 503 isolation.full");
        isolation.leave();
        answered(200);
        assertThat(answer()).isEqualTo("down end");
        assertThat(isolation.underWay()).isZero();
    }

    @Test
    void whoeverEnteredLeavesWhateverHappens() {
        refused();
        answered(200);
        fixture.get();
        fixture.connection();
        fixture.clock.advance(ExchangeFixture.RESPONSE_TIME.plusSeconds(1));
        fixture.get();
        fixture.connection();
        fixture.gone();
        assertThat(fixture.states.of("server").isolation().underWay()).isZero();
        assertThat(fixture.states.of("server").candidates().all())
                .isNotEmpty()
                .allSatisfy(candidate -> assertThat(candidate.inFlight()).isZero());
    }
}
