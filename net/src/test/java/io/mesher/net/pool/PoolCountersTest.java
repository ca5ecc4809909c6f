package io.mesher.net.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mesher.net.FullServer;
import io.mesher.net.pool.PoolCounters.Count;
import io.mesher.net.pool.UpstreamPool.Wanted;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class PoolCountersTest {
    @Test
    void countsWhatAPoolDoes() {
        try (PoolFixture upstream = new PoolFixture(PoolFixture::echo)) {
            PoolCounters counters = upstream.counters;
            upstream.finish(Call.get("/1"));
            assertThat(gauges(counters)).isEqualTo("open 1, idle 1, connecting 0, waiting 0");
            upstream.finish(Call.get("/2"));
            upstream.finish(Call.get("/3"), Wanted.CHECKED);
            assertThat(counters.get(Count.OPENED)).isEqualTo(1);
            assertThat(counters.get(Count.REUSED)).isEqualTo(2);
            assertThat(counters.get(Count.REPLACED)).isZero();
            upstream.finish(Call.get("/4"), Wanted.FRESH);
            assertThat(counters.get(Count.REPLACED)).isEqualTo(1);
            assertThat(counters.get(Count.OPENED)).isEqualTo(2);
            assertThat(gauges(counters)).isEqualTo("open 2, idle 2, connecting 0, waiting 0");
            upstream.fixture.run(upstream.pool::closeIdle);
            assertThat(counters.get(Count.EXPIRED)).isEqualTo(2);
            assertThat(gauges(counters)).isEqualTo("open 0, idle 0, connecting 0, waiting 0");
        }
    }

    @Test
    void countsConnectionsThatTheUpstreamClosesWhileTheyAreIdle() {
        AtomicBoolean go = new AtomicBoolean();
        try (PoolFixture upstream = new PoolFixture(peer -> {
            peer.readHead();
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
            await().untilTrue(go);
        })) {
            upstream.finish(Call.get("/"));
            assertThat(upstream.counters.idle()).isEqualTo(1);
            go.set(true);
            await().until(() -> upstream.open() == 0);
            assertThat(upstream.counters.get(Count.EXPIRED)).isEqualTo(1);
            assertThat(gauges(upstream.counters)).isEqualTo("open 0, idle 0, connecting 0, waiting 0");
        }
    }

    @Test
    void countsWhoWaitsAndWhoIsTurnedAway() {
        AtomicBoolean go = new AtomicBoolean();
        try (PoolFixture upstream = new PoolFixture(1, 1, 2, peer -> {
            await().untilTrue(go);
            PoolFixture.echo(peer);
        })) {
            Call first = Call.get("/1");
            Call second = Call.get("/2");
            Call cancelled = Call.get("/x");
            upstream.start(first, Wanted.ANY);
            upstream.start(second, Wanted.ANY);
            upstream.start(cancelled, Wanted.ANY);
            upstream.finish(Call.get("/4"));
            PoolCounters counters = upstream.counters;
            assertThat(counters.get(Count.REFUSED)).isEqualTo(1);
            assertThat(counters.waiting()).isEqualTo(2);
            upstream.fixture.run(() -> upstream.pool.cancel(cancelled));
            assertThat(counters.waiting()).isEqualTo(1);
            go.set(true);
            await().until(() -> first.over && second.over);
            assertThat(counters.get(Count.REUSED)).isEqualTo(1);
            assertThat(gauges(counters)).isEqualTo("open 1, idle 1, connecting 0, waiting 0");
        }
    }

    @Test
    void tellsRefusedConnectsFromThoseGivenUp() throws IOException {
        int port;
        try (ServerSocket unused = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = unused.getLocalPort();
        }
        try (FullServer full = new FullServer();
                PoolFixture upstream = new PoolFixture(PoolFixture::echo)) {
            PoolSettings settings = PoolFixture.settings(1, 1, 1, 200_000_000L);
            UpstreamPool dead = upstream.pool("127.0.0.1", port, settings);
            UpstreamPool slow = upstream.pool("127.0.0.1", full.port(), settings);
            Call refused = Call.get("/");
            Call late = Call.get("/");
            upstream.fixture.run(() -> {
                dead.acquire(refused, Wanted.ANY);
                slow.acquire(late, Wanted.ANY);
            });
            await().until(() -> refused.over && late.over);
            PoolCounters counters = upstream.counters;
            assertThat(counters.get(Count.CONNECTS)).isEqualTo(2);
            assertThat(counters.get(Count.CONNECT_FAILED)).isEqualTo(1);
            assertThat(counters.get(Count.CONNECT_TIMED_OUT)).isEqualTo(1);
            assertThat(gauges(counters)).isEqualTo("open 0, idle 0, connecting 0, waiting 0");
        }
    }

    private static String gauges(PoolCounters counters) {
        return "open " + counters.open() + ", idle " + counters.idle() + ", connecting " + counters.connecting()
                + ", waiting " + counters.waiting();
    }
}
