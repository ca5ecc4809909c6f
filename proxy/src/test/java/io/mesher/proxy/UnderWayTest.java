package io.mesher.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.telemetry.Direction;
import io.mesher.core.telemetry.InFlight;
import org.junit.jupiter.api.Test;

/** What is counted while it is under way. */
class UnderWayTest {
    private static String counted(ExchangeFixture fixture) {
        return fixture.counters.inFlight().requests(Direction.OUTGOING) + " requests, "
                + fixture.counters.inFlight().tunnels(Direction.OUTGOING) + " tunnels";
    }

    @Test
    void aRequestIsATunnelOnceItHasSwitched() {
        try (ExchangeFixture fixture = new ExchangeFixture(1)) {
            fixture.webSocket();
            fixture.connection();
            assertThat(counted(fixture)).isEqualTo("1 requests, 0 tunnels");
            fixture.switches();
            assertThat(counted(fixture)).isEqualTo("0 requests, 1 tunnels");
            fixture.gone();
            assertThat(counted(fixture)).isEqualTo("0 requests, 0 tunnels");
        }
    }

    @Test
    void aDefectThatEndsARequestTwiceOrNeverIsNotCountedOnAndOn() {
        InFlight counts = new InFlight();
        UnderWay one = new UnderWay(counts, Direction.INCOMING);
        one.ended();
        one.begun();
        one.begun();
        assertThat(counts.requests(Direction.INCOMING)).isOne();
        one.switched();
        one.ended();
        one.ended();
        assertThat(counts.requests(Direction.INCOMING)).isZero();
        assertThat(counts.tunnels(Direction.INCOMING)).isZero();
    }
}
