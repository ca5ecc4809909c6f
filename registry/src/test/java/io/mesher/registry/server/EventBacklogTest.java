package io.mesher.registry.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.net.loop.EventLoop;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventBacklogTest {
    private static final byte[] EVENT = "0123456789".getBytes(StandardCharsets.US_ASCII);

    private final List<Throwable> failures = new ArrayList<>();
    /** Never started: nothing here needs time. */
    private final EventLoop loop = new EventLoop("test-backlog", failures::add);

    private final EventBacklog backlog = new EventBacklog(25);

    @AfterEach
    void end() {
        loop.close();
        assertThat(failures).isEmpty();
    }

    private Watcher watcher(FakeWebSocket socket) {
        Watcher watcher = new Watcher(loop, PingTimes.USUAL, new Watcher.Owner() {
            @Override
            public void onOpened(Watcher opened) {
                // Nothing to keep.
            }

            @Override
            public void onGone(Watcher gone) {
                backlog.onGone(gone);
            }
        });
        watcher.onOpen(socket);
        return watcher;
    }

    private FakeWebSocket told(boolean takesIt) {
        FakeWebSocket socket = new FakeWebSocket();
        Watcher watcher = watcher(socket);
        watcher.send(EVENT);
        socket.congested = !takesIt;
        backlog.onSent(watcher, EVENT.length);
        return socket;
    }

    @Test
    void watcherThatMakesTooMuchWaitIsDropped() {
        FakeWebSocket first = told(false);
        told(true);
        FakeWebSocket second = told(false);
        FakeWebSocket third = told(false);
        FakeWebSocket fourth = told(true);

        assertThat(third.sent).containsExactly("0123456789", "abort");
        assertThat(List.of(first, second, fourth))
                .allSatisfy(socket -> assertThat(socket.sent).containsExactly("0123456789"));
    }

    @Test
    void whatWasTakenMeanwhileDoesNotCount() {
        FakeWebSocket first = told(false);
        told(false);
        told(true);
        first.congested = false;
        FakeWebSocket third = told(false);
        told(true);

        assertThat(third.sent).containsExactly("0123456789");
    }

    @Test
    void droppedWatchersMakeRoom() {
        for (int i = 0; i < 10; i++) {
            told(false);
        }
        told(true);
        FakeWebSocket last = told(false);
        told(true);
        assertThat(last.sent).containsExactly("0123456789", "abort");
    }
}
