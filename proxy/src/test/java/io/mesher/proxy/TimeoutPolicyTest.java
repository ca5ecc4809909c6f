package io.mesher.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.config.TimeoutPolicy;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The times that a call has, and what the caller has left of its own. */
class TimeoutPolicyTest {
    private final ExchangeFixture fixture = new ExchangeFixture(2);
    private final Policies policies = new Policies();

    @AfterEach
    void close() {
        fixture.close();
    }

    private void times(Duration response, Duration idle, Duration total) {
        policies.timeouts = new TimeoutPolicy(Duration.ofSeconds(1), response, idle, total);
        fixture.governance = policies.config();
    }

    @Test
    void theTotalEndsARequestWhateverItWaitsFor() {
        times(Duration.ofSeconds(30), Duration.ZERO, Duration.ofSeconds(2));
        fixture.get();
        fixture.clock.advance(Duration.ofMillis(1900));
        fixture.connectFails();
        fixture.clock.advance(Duration.ofMillis(200));
        assertThat(fixture.journal).last().isEqualTo("down answer 504 deadline.exceeded");
    }

    @Test
    void theTotalBreaksAResponseOff() {
        times(Duration.ofSeconds(30), Duration.ZERO, Duration.ofSeconds(2));
        fixture.get();
        fixture.connection();
        fixture.responds(200);
        fixture.clock.advance(Duration.ofMillis(2100));
        assertThat(fixture.journal).last().isEqualTo("down abort");
    }

    @Test
    void aTunnelHasNoTotal() {
        times(Duration.ofSeconds(30), Duration.ofSeconds(1), Duration.ofSeconds(2));
        fixture.webSocket();
        fixture.connection();
        fixture.switches();
        fixture.news();
        fixture.clock.advance(Duration.ofMinutes(2));
        assertThat(fixture.news()).isEmpty();
    }

    @Test
    void aBodyThatStopsIsBrokenOff() {
        times(Duration.ofSeconds(30), Duration.ofSeconds(1), Duration.ZERO);
        fixture.get();
        fixture.connection();
        fixture.responds(200);
        fixture.clock.advance(Duration.ofMillis(900));
        fixture.upstream().handler().onBody(ByteBuffer.wrap(new byte[] {'a'}));
        fixture.clock.advance(Duration.ofMillis(900));
        assertThat(fixture.journal).last().isEqualTo("down body a");
        fixture.clock.advance(Duration.ofMillis(300));
        assertThat(fixture.journal).last().isEqualTo("down abort");
    }

    @Test
    void aCallerThatIsSlowIsNotTheInstancesFault() {
        times(Duration.ofSeconds(30), Duration.ofSeconds(1), Duration.ZERO);
        fixture.get();
        fixture.connection();
        fixture.responds(200);
        fixture.exchange.onCongested();
        fixture.news();
        fixture.clock.advance(Duration.ofMinutes(1));
        assertThat(fixture.news()).isEmpty();
        fixture.exchange.onDrained();
        fixture.clock.advance(Duration.ofMillis(1200));
        assertThat(fixture.journal).last().isEqualTo("down abort");
    }

    @Test
    void withoutAResponseTimeARequestMayTakeForEver() {
        times(Duration.ZERO, Duration.ZERO, Duration.ZERO);
        fixture.get();
        fixture.connection();
        fixture.news();
        fixture.clock.advance(Duration.ofHours(1));
        assertThat(fixture.news()).isEmpty();
    }

    @Test
    void whatTheCallerHasLeftShortensTheTotalAndIsPassedOn() {
        times(Duration.ofSeconds(30), Duration.ZERO, Duration.ofSeconds(10));
        fixture.request("GET http://server/a HTTP/1.1", "Host: server", "X-Request-Deadline: 2000");
        fixture.clock.advance(Duration.ofMillis(500));
        FakeClientStream first = fixture.connection();
        assertThat(deadline(first)).isBetween(1390, 1500);
        fixture.closes();
        fixture.clock.advance(Duration.ofMillis(500));
        FakeClientStream second = fixture.connection();
        assertThat(deadline(second)).isBetween(890, 1000);
        assertThat(second.lines().split("X-Request-Deadline", -1)).hasSize(2);
        fixture.clock.advance(Duration.ofMillis(1100));
        assertThat(fixture.journal).last().isEqualTo("down answer 504 deadline.exceeded");
    }

    private static int deadline(FakeClientStream stream) {
        for (String line : stream.lines().split("\r\n", -1)) {
            if (line.startsWith("X-Request-Deadline: ")) {
                return Integer.parseInt(line.substring("X-Request-Deadline: ".length()));
            }
        }
        throw new AssertionError("no deadline in " + stream.lines());
    }

    @Test
    void aCallerWithoutTimeIsNotServed() {
        fixture.request("GET http://server/a HTTP/1.1", "Host: server", "X-Request-Deadline: 0");
        assertThat(fixture.journal).containsExactly("down answer 504 deadline.exceeded");
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-1", "1.5", "1764050000000", "", "10s"})
    void whatIsNoRemainingTimePassesAsItCame(String value) {
        fixture.request("GET http://server/a HTTP/1.1", "Host: server", "X-Request-Deadline: " + value);
        FakeClientStream stream = fixture.connection();
        assertThat(stream.lines()).doesNotContain("X-Request-Deadline");
        assertThat(fixture.journal).last().isEqualTo("up request GET");
    }

    @Test
    void anImpatientCallerEjectsNobody() {
        for (int i = 0; i < 20; i++) {
            fixture.request("GET http://server/a HTTP/1.1", "Host: server", "X-Request-Deadline: 1");
            fixture.connection();
            fixture.clock.advance(Duration.ofMillis(100));
        }
        assertThat(fixture.states.of("server").candidates().all())
                .isNotEmpty()
                .allSatisfy(candidate ->
                        assertThat(candidate.status(0).failuresInRow()).isZero());
    }
}
