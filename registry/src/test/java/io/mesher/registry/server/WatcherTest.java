package io.mesher.registry.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mesher.net.loop.EventLoop;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WatcherTest {
    private static final long MILLI = 1_000_000L;
    private static final byte[] EVENT = "event".getBytes(StandardCharsets.US_ASCII);

    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final EventLoop loop = new EventLoop("test-watcher", failures::add);
    private final List<String> owner = new CopyOnWriteArrayList<>();
    private final FakeWebSocket socket = new FakeWebSocket();

    @BeforeEach
    void start() {
        loop.start();
    }

    @AfterEach
    void end() {
        loop.close();
        assertThat(failures).isEmpty();
    }

    private void run(Runnable task) {
        CompletableFuture.runAsync(task, loop).join();
    }

    private Watcher open(PingTimes times) {
        Watcher watcher = new Watcher(loop, times, new Watcher.Owner() {
            @Override
            public void onOpened(Watcher opened) {
                owner.add("opened");
            }

            @Override
            public void onGone(Watcher gone) {
                owner.add("gone");
            }
        });
        run(() -> watcher.onOpen(socket));
        return watcher;
    }

    @Test
    void silentPeerIsPingedAndThenDropped() {
        open(new PingTimes(20 * MILLI, 200 * MILLI));

        await().until(() -> socket.sent.contains("abort"));
        assertThat(socket.sent).startsWith("ping", "ping").endsWith("abort");
        assertThat(owner).containsExactly("opened", "gone");
    }

    @Test
    void peerThatPingsIsNotPinged() {
        Watcher watcher = open(new PingTimes(20 * MILLI, 100 * MILLI));
        run(watcher::onPing);

        await().until(() -> socket.sent.contains("abort"));
        assertThat(socket.sent).containsExactly("abort");
    }

    @Test
    void congestedPeerIsDroppedAtTheNextEvent() {
        Watcher watcher = open(PingTimes.USUAL);
        run(() -> watcher.send(EVENT));
        socket.congested = true;
        run(() -> watcher.send(EVENT));
        run(() -> watcher.send(EVENT));

        assertThat(socket.sent).containsExactly("event", "abort");
        assertThat(owner).containsExactly("opened", "gone");
    }

    @Test
    void leaseIsRenewedByEachPong() {
        long[] next = {20 * MILLI};
        int[] beats = {0};
        HeartbeatSocket heartbeat = new HeartbeatSocket(loop, 10_000 * MILLI, () -> {
            beats[0]++;
            return next[0];
        });
        run(() -> heartbeat.onOpen(socket));

        await().until(() -> socket.sent.contains("ping"));
        next[0] = 0;
        run(heartbeat::onPong);
        assertThat(beats[0]).isEqualTo(2);
        assertThat(socket.sent)
                .containsExactly("ping", "close 4001 heartbeat reporting failed because the instance does not exist");
    }

    @Test
    void heartbeatSocketWithoutPongsIsDropped() {
        HeartbeatSocket heartbeat = new HeartbeatSocket(loop, 50 * MILLI, () -> 20 * MILLI);
        run(() -> heartbeat.onOpen(socket));

        await().until(() -> socket.sent.contains("abort"));
        assertThat(socket.sent).containsExactly("ping", "abort");
    }
}
