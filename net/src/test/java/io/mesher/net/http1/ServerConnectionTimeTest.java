package io.mesher.net.http1;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a server connection does as time passes; here time passes when the test says so. */
class ServerConnectionTimeTest {
    private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String LAST = "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    private static final String POST = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n";
    private static final Duration DAY = Duration.ofDays(1);
    /** The wheel of timers looks at each some milliseconds late. */
    private static final Duration MOMENT = Duration.ofMillis(50);

    private final StillConnection still = new StillConnection();
    private boolean defectExpected;

    @AfterEach
    void close() {
        still.close();
        if (!defectExpected) {
            assertThat(still.defects).isEmpty();
        }
    }

    private void justBefore(Duration time) {
        still.advance(time.minus(MOMENT));
    }

    private void justAfter() {
        still.advance(MOMENT.multipliedBy(2));
    }

    @Test
    @DisplayName("RFC 9110 §15.5.9: a head that doesn't come in time is answered with 408")
    void refusesSlowHeads() {
        still.receive("GET / HTTP/1.1\r\n");
        justBefore(StillConnection.HEAD);
        // The time is that of the whole head, however often a byte comes.
        still.receive("Host: a\r\n");
        assertThat(still.network.text()).isEmpty();
        justAfter();
        assertThat(still.network.text()).startsWith("HTTP/1.1 408").contains("Connection: close\r\n");
        assertThat(still.heard).first().asString().startsWith("bad TimedOut[part=head");
        still.advance(DAY);
        assertThat(still.isOpen()).isFalse();
    }

    @Test
    void closesAConnectionWithoutARequestWithoutAWord() {
        justBefore(StillConnection.IDLE);
        assertThat(still.isOpen()).isTrue();
        justAfter();
        assertThat(still.isOpen()).isFalse();
        assertThat(still.network.text()).isEmpty();
    }

    @Test
    void closesAConnectionBetweenTwoRequestsWithoutAWord() {
        justBefore(StillConnection.IDLE);
        still.receive(GET);
        assertThat(still.network.text()).endsWith("well");
        justBefore(StillConnection.IDLE);
        assertThat(still.isOpen()).isTrue();
        justAfter();
        assertThat(still.isOpen()).isFalse();
        assertThat(still.network.text()).containsOnlyOnce("HTTP/1.1").endsWith("well");
    }

    @Test
    @DisplayName("RFC 9112 §2.2: an empty line after a request begins no other")
    void aSingleEmptyLineIsNoRequest() {
        still.receive("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx\r\n");
        still.advance(DAY);
        assertThat(still.isOpen()).isFalse();
        assertThat(still.network.text()).containsOnlyOnce("HTTP/1.1").endsWith("well");
        assertThat(still.heard).containsExactly("request", "body x", "body end", "over");
    }

    @Test
    void refusesBodiesThatStall() {
        still.receive(POST + "a");
        justBefore(StillConnection.BODY);
        still.receive("b");
        // Each byte begins the time anew.
        justBefore(StillConnection.BODY);
        assertThat(still.network.text()).isEmpty();
        justAfter();
        assertThat(still.network.text()).startsWith("HTTP/1.1 408");
        assertThat(still.heard).anyMatch(text -> text.startsWith("failed TimedOut[part=body"));
    }

    @Test
    void aBodyThatNobodyWantsDoesNotStall() {
        still.onRequest = () -> {};
        still.receive(POST + "ab");
        still.advance(DAY);
        assertThat(still.heard).containsExactly("request");
        still.event(() -> still.stream().bodyWanted(true));
        still.receive("cde");
        assertThat(still.heard).containsExactly("request", "body ab", "body cde", "body end");
    }

    @Test
    void anAnswerMayTakeAsLongAsItLikes() {
        still.onRequest = () -> {};
        still.receive(GET);
        still.advance(DAY);
        still.answer("late");
        assertThat(still.network.text()).startsWith("HTTP/1.1 200").endsWith("late");
        assertThat(still.isOpen()).isTrue();
    }

    @Test
    void aSlowCallerGetsAllOfALastResponseThoughItSentMore() {
        still.onRequest = () -> {};
        still.network.takes(10);
        still.receive(LAST + "GET /more HTTP/1.1\r\n");
        still.answer("x".repeat(1_000));
        // Longer than the time for which bytes that still come are awaited.
        still.advance(Duration.ofSeconds(6));
        assertThat(still.network.closed).isFalse();
        still.takes(100_000);
        assertThat(still.network.text()).endsWith("x".repeat(1_000));
        assertThat(still.network.outputEnded).isTrue();
        assertThat(still.network.closed).isTrue();
        assertThat(still.isOpen()).isFalse();
    }

    /** As long as it takes some of it now and then: the time is for standing still, not for all. */
    @Test
    void aSteadyCallerGetsAllOfALastResponse() {
        still.onRequest = () -> {};
        still.network.takes(0);
        still.receive(LAST);
        still.answer("x".repeat(2_500));
        for (int i = 0; i < 9; i++) {
            still.advance(Duration.ofSeconds(20));
            still.takes(100);
            assertThat(still.isOpen()).as("after %d pieces", i + 1).isTrue();
        }
        still.takes(100_000);
        assertThat(still.network.text()).endsWith("x".repeat(2_500));
        assertThat(still.isOpen()).isFalse();
    }

    @Test
    void aCallerThatTakesNothingOfALastResponseIsLetGo() {
        still.onRequest = () -> {};
        still.network.takes(0);
        still.receive(LAST);
        still.answer("x".repeat(1_000));
        justBefore(StillConnection.TAKEN);
        assertThat(still.isOpen()).isTrue();
        justAfter();
        assertThat(still.isOpen()).isFalse();
    }

    /** It takes a byte now and then, which is less than the least rate. */
    @Test
    void aCallerThatTakesLessThanTheLeastRateIsLetGo() {
        still.onRequest = () -> {};
        still.network.takes(0);
        still.receive(GET);
        still.answer("x".repeat(1_000));
        for (int i = 0; i < StillConnection.TAKEN.toSeconds() - 2; i += 2) {
            still.advance(Duration.ofSeconds(2));
            still.takes(1);
            assertThat(still.isOpen()).as("after %d s", i + 2).isTrue();
        }
        still.advance(Duration.ofSeconds(3));
        assertThat(still.isOpen()).isFalse();
    }

    @Test
    void aCallerIsNotJudgedWhileNothingWaitsForIt() {
        still.onRequest = () -> {};
        still.receive(GET);
        still.event(() -> {
            still.stream().head(Messages.response("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n"), TestServer.NONE);
            still.stream().body(Messages.buffer("a"));
        });
        still.advance(DAY);
        still.event(() -> {
            still.stream().body(Messages.buffer("b"));
            still.stream().end(TestServer.noTrailers());
        });
        assertThat(still.network.text()).endsWith("ab");
        assertThat(still.isOpen()).isTrue();
    }

    @Test
    void aBodyThatComesAtLessThanTheLeastRateIsRefused() {
        still.receive("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n");
        for (int i = 0; i < StillConnection.BODY.toSeconds() - 2; i += 2) {
            still.advance(Duration.ofSeconds(2));
            still.receive("x");
            assertThat(still.network.text()).as("after %d s", i + 2).isEmpty();
        }
        // The period began with the first byte.
        still.advance(Duration.ofSeconds(5));
        still.receive("x");
        assertThat(still.heard).anyMatch(text -> text.startsWith("failed TooSlow"));
        assertThat(still.network.text()).startsWith("HTTP/1.1 408");
    }

    @Test
    void anIdleConnectionWhoseNextRequestHasComeIsNotClosedBecauseTheLoopWasHeldUp() {
        still.receive(GET);
        still.event(() -> still.network.receive(Wire.bytes(GET)));
        still.advance(StillConnection.IDLE.plusSeconds(1));
        assertThat(still.isOpen()).isTrue();
        assertThat(still.network.text().split("HTTP/1.1 200", -1)).hasSize(3);
        justBefore(StillConnection.IDLE);
        assertThat(still.isOpen()).isTrue();
        justAfter();
        assertThat(still.isOpen()).isFalse();
    }

    @Test
    void afterARefusalTheRestIsReadAsLongAsItKeepsComing() {
        still.onRequest = () -> still.stream().answer(TestServer.own(413, "too much"));
        still.receive("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\nx");
        for (int seconds = 4; seconds < 30; seconds += 4) {
            still.advance(Duration.ofSeconds(4));
            still.receive("x");
            assertThat(still.isOpen()).as("after %d s", seconds).isTrue();
        }
        still.advance(Duration.ofSeconds(3));
        assertThat(still.isOpen()).as("after 31 s").isFalse();
    }

    @Test
    void afterARefusalASilentCallerIsLetGoSooner() {
        still.onRequest = () -> still.stream().answer(TestServer.own(413, "too much"));
        still.receive("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\nx");
        still.advance(Duration.ofSeconds(4));
        assertThat(still.isOpen()).isTrue();
        still.advance(Duration.ofSeconds(2));
        assertThat(still.isOpen()).isFalse();
    }

    @Test
    void aTunnelIsClosedWhenNeitherSideSaysAnything() {
        still.onRequest = () -> {};
        still.receive("GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: any/1\r\n\r\n");
        still.event(() -> still.stream()
                .switchProtocols(
                        Messages.response("HTTP/1.1 101 Up\r\nConnection: Upgrade\r\nUpgrade: any/1\r\n\r\n"),
                        TestServer.NONE));
        justBefore(StillConnection.TUNNEL_IDLE);
        still.receive("x");
        justBefore(StillConnection.TUNNEL_IDLE);
        still.event(() -> still.stream().body(Messages.buffer("y")));
        justBefore(StillConnection.TUNNEL_IDLE);
        assertThat(still.heard).noneMatch(text -> text.startsWith("failed"));
        justAfter();
        assertThat(still.heard).anyMatch(text -> text.startsWith("failed TunnelIdle"));
    }

    /** What goes wrong within an event of an instance's connection must not leave the caller's unread. */
    @Test
    void aDefectWithinTheEventOfAnotherConnectionDoesNotStopThisOne() {
        defectExpected = true;
        still.failsAtBodyEnd = true;
        still.onRequest = () -> {};
        still.receive(POST + "abcde");
        still.event(() -> still.stream().bodyWanted(true));
        assertThat(still.defects).hasSize(1);
        still.failsAtBodyEnd = false;
        if (!still.isOpen()) {
            return; // It may be closed for it.
        }
        still.answer("late");
        // The test's network gives bytes to whoever doesn't want them, the real one doesn't.
        assertThat(still.network.readWanted).as("reads the next request").isTrue();
        still.onRequest = null;
        still.receive(GET);
        assertThat(still.network.text()).endsWith("well");
    }
}
