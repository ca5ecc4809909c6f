package io.mesher.net.client;

import static io.mesher.net.client.CallerFixture.get;
import static io.mesher.net.client.CallerFixture.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mesher.net.FullServer;
import io.mesher.net.RawPeer;
import io.mesher.net.RawServer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls that end before their response has come whole: by time or by their owner, in each phase. */
@Timeout(600)
class CallEndTest {
    private static final Duration SHORT = Duration.ofMillis(500);
    private static final Duration LONG = Duration.ofSeconds(20);

    private final CallerFixture client = new CallerFixture(new CallerSettings(1, 10, LONG, LONG, 10_000, 10_000));

    @AfterEach
    void stop() {
        client.close();
    }

    @Test
    void timesOutWhileItConnects() {
        try (FullServer server = new FullServer()) {
            assertThat(client.finish(request("GET", server.port(), "/", "", SHORT)))
                    .isEqualTo("NotConnected[cause=no connection within 500 ms]");
        }
    }

    @Test
    void givesUpConnectingBeforeThat() {
        CallerSettings settings = new CallerSettings(1, 10, SHORT, LONG, 10_000, 10_000);
        try (FullServer server = new FullServer();
                CallerFixture impatient = new CallerFixture(settings)) {
            assertThat(impatient.finish(get(server.port(), "/")))
                    .isEqualTo("NotConnected[cause=no answer within 500 ms]");
        }
    }

    @Test
    void timesOutWhileItWaitsForAConnection() {
        try (RawServer server = new RawServer(RawPeer::readToEnd)) {
            client.start(get(server.port(), "/1"));
            assertThat(client.finish(request("GET", server.port(), "/2", "", SHORT)))
                    .isEqualTo("NotConnected[cause=no connection within 500 ms]");
            assertThat(server.accepted).hasSize(1);
        }
    }

    @Test
    void timesOutBeforeAndWithinTheResponse() {
        for (String part : new String[] {"", "HTTP/1.1 200", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc"}) {
            CountDownLatch ended = new CountDownLatch(1);
            try (RawServer server = new RawServer(peer -> {
                peer.readHead();
                peer.send(part);
                peer.readToEnd();
                ended.countDown();
            })) {
                assertThat(client.finish(request("GET", server.port(), "/", "", SHORT)))
                        .isEqualTo("TimedOut[millis=500]");
                assertThat(awaits(ended)).as("the connection is closed").isTrue();
            }
        }
    }

    @Test
    void isCancelledBeforeItBegins() {
        try (RawServer server = new RawServer(RawPeer::readToEnd)) {
            CallerFixture.Made made = new CallerFixture.Made();
            client.fixture.run(
                    () -> client.caller.call(get(server.port(), "/"), made).cancel());
            client.fixture.run(() -> {});
            assertThat(made.heard).isEmpty();
            assertThat(server.accepted).isEmpty();
        }
    }

    @Test
    void isCancelledWhileItConnects() {
        try (FullServer server = new FullServer()) {
            CallerFixture.Made made = client.start(get(server.port(), "/"));
            client.cancel(made);
            client.cancel(made);
            assertThat(made.heard).isEmpty();
        }
    }

    @Test
    void isCancelledWhileItWaitsForAConnection() {
        CountDownLatch answer = new CountDownLatch(1);
        try (RawServer server = new RawServer(peer -> {
            String head = peer.readHead();
            awaits(answer);
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n" + head.substring(4, 6));
            assertThat(peer.readHead()).startsWith("GET /3");
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n/3");
            peer.readToEnd();
        })) {
            CallerFixture.Made first = client.start(get(server.port(), "/1"));
            CallerFixture.Made second = client.start(get(server.port(), "/2"));
            client.cancel(second);
            answer.countDown();
            assertThat(client.finish(get(server.port(), "/3"))).isEqualTo("200 /3");
            assertThat(first.heard()).isEqualTo("200 /1");
            assertThat(second.heard).isEmpty();
        }
    }

    @Test
    void isCancelledBeforeAndWithinTheResponse() {
        for (String part : new String[] {"", "HTTP/1.1 200", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc"}) {
            CountDownLatch sent = new CountDownLatch(1);
            CountDownLatch ended = new CountDownLatch(1);
            try (RawServer server = new RawServer(peer -> {
                peer.readHead();
                peer.send(part);
                sent.countDown();
                peer.readToEnd();
                ended.countDown();
            })) {
                CallerFixture.Made made = client.start(get(server.port(), "/"));
                assertThat(awaits(sent)).isTrue();
                client.cancel(made);
                assertThat(awaits(ended)).as("the connection is closed").isTrue();
                assertThat(made.heard).isEmpty();
            }
        }
    }

    @Test
    void cancellingDoesNothingWhenItHasEnded() {
        try (RawServer server = new RawServer(peer -> {
            for (int i = 0; i < 2; i++) {
                peer.readHead();
                peer.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
            }
            peer.readToEnd();
        })) {
            CallerFixture.Made made = client.start(get(server.port(), "/"));
            await().until(() -> !made.heard.isEmpty());
            client.cancel(made);
            assertThat(client.finish(get(server.port(), "/"))).isEqualTo("200 ");
            assertThat(server.accepted).hasSize(1);
        }
    }

    private static boolean awaits(CountDownLatch latch) {
        try {
            return latch.await(120, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
