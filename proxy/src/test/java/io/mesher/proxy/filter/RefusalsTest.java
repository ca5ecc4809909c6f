package io.mesher.proxy.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.failure.DownstreamFailure;
import io.mesher.core.failure.InternalFailure;
import io.mesher.proxy.Filtered;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The filters that end a request. */
class RefusalsTest {
    // --- LoopGuard

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1 mesher-a-out",
                "1.1 other, 1.0 mesher-a-out",
                "1.1 mesher-a-out, 1.1 other",
                "HTTP/1.1 mesher-a-out",
                "1.1\tmesher-a-out"
            })
    void aRequestThatWasHereBeforeIsALoop(String via) {
        Filtered filtered = Filtered.by(
                new LoopGuard("mesher-a-out"),
                "GET http://server/ HTTP/1.1",
                "Host: server",
                "Via: 1.1 x",
                "Via: " + via);
        assertThat(filtered.failure()).isEqualTo(new InternalFailure.Loop("mesher-a-out"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1 mesher-a-in",
                "1.1 mesher-a-out2",
                "1.1 another-mesher-a-out",
                "mesher-a-out",
                "1.1 other (mesher-a-out)",
                ""
            })
    void otherNamesInViaAreNone(String via) {
        Filtered filtered = Filtered.by(
                new LoopGuard("mesher-a-out"), "GET http://server/ HTTP/1.1", "Host: server", "Via: " + via);
        assertThat(filtered.failure()).isNull();
    }

    // --- RefuseConnect

    @Test
    void connectIsRefused() {
        assertThat(Filtered.by(new RefuseConnect(), "CONNECT server:443 HTTP/1.1", "Host: server:443")
                        .failure())
                .isEqualTo(new DownstreamFailure.ConnectRefused());
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "connect", "TRACE"})
    void otherMethodsAreNot(String method) {
        assertThat(Filtered.by(new RefuseConnect(), method + " http://server/ HTTP/1.1", "Host: server")
                        .failure())
                .isNull();
    }

    // --- ProxyRequestsOnly

    @ParameterizedTest
    @CsvSource({"GET /path, true", "OPTIONS *, true", "GET http://server/path, false", "GET http://server, false"})
    void theOutgoingListenerIsNoWebServer(String line, boolean refused) {
        assertThat(Filtered.by(new ProxyRequestsOnly(), line + " HTTP/1.1", "Host: server")
                        .failure())
                .isEqualTo(refused ? new DownstreamFailure.NotForProxy() : null);
    }

    // --- MaxForwards

    @Test
    void theLastHopAnswersOptions() {
        assertThat(maxForwards("OPTIONS", "0").failure()).isEqualTo(new DownstreamFailure.LastHop());
    }

    @Test
    void theLastHopRefusesTrace() {
        assertThat(maxForwards("TRACE", "0").failure()).isEqualTo(new DownstreamFailure.TraceRefused());
    }

    @ParameterizedTest
    @CsvSource({"OPTIONS, 1, 0", "TRACE, 10, 9", "OPTIONS, 007, 6", "TRACE, 999999999, 999999998"})
    void eachHopCountsDown(String method, String before, String after) {
        Filtered filtered = maxForwards(method, before);
        assertThat(filtered.failure()).isNull();
        assertThat(filtered.kept()).containsExactly("Host: server");
        assertThat(filtered.added()).isEqualTo("Max-Forwards: " + after + "\r\n");
    }

    @ParameterizedTest
    @CsvSource({"GET, 0", "POST, 1", "OPTIONS, -1", "OPTIONS, 1000000000", "TRACE, 1x", "TRACE, ''"})
    void whatMeansNothingGoesOnAsItCame(String method, String value) {
        Filtered filtered = maxForwards(method, value);
        assertThat(filtered.failure()).isNull();
        assertThat(filtered.kept()).containsExactly("Host: server", "Max-Forwards: " + value);
        assertThat(filtered.added()).isEmpty();
    }

    private static Filtered maxForwards(String method, String value) {
        return Filtered.by(
                new MaxForwards(), method + " http://server/ HTTP/1.1", "Host: server", "Max-Forwards: " + value);
    }
}
