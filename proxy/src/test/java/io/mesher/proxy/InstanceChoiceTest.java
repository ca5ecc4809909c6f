package io.mesher.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.balance.CandidateStatus.State;
import io.mesher.core.catalog.Endpoint;
import io.mesher.core.config.BalancePolicy;
import io.mesher.core.config.BalancePolicy.Strategy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which instance a request goes to, by its session and by what happened to those before. */
class InstanceChoiceTest {
    private static final Endpoint FIRST = new Endpoint("10.0.0.1", 80);

    private final ExchangeFixture fixture = new ExchangeFixture(3);
    private final Policies policies = new Policies();

    @AfterEach
    void close() {
        fixture.close();
    }

    private void answered(int status, String... fields) {
        String[] lines = new String[2 + fields.length];
        lines[0] = "GET http://server/a HTTP/1.1";
        lines[1] = "Host: server";
        System.arraycopy(fields, 0, lines, 2, fields.length);
        fixture.request(lines);
        fixture.connection();
        fixture.responds(status);
        fixture.ends();
    }

    private Endpoint last() {
        return fixture.upstreams.asked().getLast();
    }

    // --- sessions

    private void sticky() {
        policies.balance = new BalancePolicy(
                Strategy.SESSION_STICKINESS, false, Duration.ofSeconds(30), 5, Duration.ofSeconds(30));
        fixture.governance = policies.config();
    }

    private String cookie() {
        for (String line : fixture.caller.lastLines().split("\r\n", -1)) {
            if (line.startsWith("Set-Cookie: ")) {
                assertThat(line).endsWith("; Path=/; Max-Age=30; HttpOnly");
                return line.substring("Set-Cookie: ".length(), line.indexOf(';'));
            }
        }
        throw new AssertionError("no cookie in " + fixture.caller.lastLines());
    }

    @Test
    void aCallerThatSendsItsCookieKeepsItsInstance() {
        sticky();
        answered(200);
        answered(200);
        Endpoint second = last();
        String cookie = cookie();
        assertThat(cookie).startsWith("go-chassisLB=");
        for (int i = 0; i < 5; i++) {
            answered(200, "Cookie: a=b; " + cookie);
            assertThat(last()).isEqualTo(second);
        }
    }

    @Test
    void anInstanceThatCannotBeReachedIsLeft() {
        sticky();
        answered(200);
        String cookie = cookie();
        fixture.request("GET http://server/a HTTP/1.1", "Host: server", "Cookie: " + cookie);
        fixture.connectFails();
        assertThat(last()).isNotEqualTo(FIRST);
        fixture.connection();
        fixture.responds(200);
        assertThat(cookie()).isNotEqualTo(cookie);
    }

    @Test
    void otherStrategiesSetNoCookie() {
        answered(200);
        assertThat(fixture.caller.lastLines()).doesNotContain("Set-Cookie");
    }

    // --- ejection

    private State state(Endpoint endpoint) {
        return fixture.states.of("server").candidates().all().stream()
                .filter(candidate -> candidate.instance().endpoint().equals(endpoint))
                .findFirst()
                .orElseThrow()
                .status(fixture.context.loop().now())
                .state();
    }

    /** The first instance does this each time, the others answer well. */
    private void failing(Runnable how) {
        for (int request = 0; request < 15; request++) {
            fixture.request("POST http://server/a HTTP/1.1", "Host: server");
            if (last().equals(FIRST)) {
                how.run();
            } else {
                fixture.connection();
                fixture.responds(200);
                fixture.ends();
            }
            while (fixture.upstreams.isWaiting()) {
                fixture.connection();
                fixture.responds(200);
                fixture.ends();
            }
        }
    }

    @Test
    void connectionsThatCannotBeHadDontEject() {
        failing(fixture::connectFails);
        assertThat(state(FIRST)).isEqualTo(State.UNREACHABLE);
    }

    @Test
    void brokenConnectionsEject() {
        failing(() -> {
            fixture.connection();
            fixture.closes();
        });
        assertThat(state(FIRST)).isEqualTo(State.EJECTED);
    }

    @Test
    void badGatewaysAndTheirLikeEject() {
        for (int status : List.of(502, 503, 504)) {
            try (ExchangeFixture other = new ExchangeFixture(2)) {
                for (int i = 0; i < 10; i++) {
                    other.get();
                    other.connection();
                    other.responds(other.upstreams.asked().getLast().equals(FIRST) ? status : 200);
                    other.ends();
                }
                long ejected = other.states.of("server").candidates().all().stream()
                        .filter(candidate ->
                                candidate.status(other.context.loop().now()).state() == State.EJECTED)
                        .count();
                assertThat(ejected).as("by " + status).isOne();
            }
        }
    }

    @Test
    void aServersOwnErrorEjectsNobody() {
        for (int i = 0; i < 30; i++) {
            answered(500);
        }
        assertThat(state(FIRST)).isEqualTo(State.AVAILABLE);
    }

    @Test
    void anEjectedInstanceComesBackByOneRequest() {
        failing(() -> {
            fixture.connection();
            fixture.closes();
        });
        int before = fixture.upstreams.asked().size();
        answered(200);
        answered(200);
        assertThat(fixture.upstreams.asked().subList(before, before + 2)).doesNotContain(FIRST);
        fixture.clock.advance(Duration.ofSeconds(31));
        answered(200);
        assertThat(last()).isEqualTo(FIRST);
        assertThat(state(FIRST)).isEqualTo(State.AVAILABLE);
    }
}
