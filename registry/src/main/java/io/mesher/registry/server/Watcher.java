package io.mesher.registry.server;

import io.mesher.net.loop.EventLoop;
import io.mesher.net.loop.Timer;
import io.mesher.net.websocket.WebSocket;
import io.mesher.net.websocket.WebSocketListener;
import org.jspecify.annotations.Nullable;

/**
 * One client that is notified of changes. It is pinged until it pings by itself, and dropped when nothing is heard of it, or when it
 * takes events slower than they come: it would miss some, and looks everything up when it connects again.
 */
final class Watcher implements WebSocketListener {
    /** Whoever keeps the open ones. */
    interface Owner {
        void onOpened(Watcher watcher);

        void onGone(Watcher watcher);

        /** It is being closed for this reason. */
        default void onDropped(String why) {}
    }

    private final EventLoop loop;
    private final PingTimes times;
    private final Owner owner;
    private final Timer timer;
    private @Nullable WebSocket socket;
    private long heardAt;
    private boolean pingsItself;

    Watcher(EventLoop loop, PingTimes times, Owner owner) {
        this.loop = loop;
        this.times = times;
        this.owner = owner;
        this.timer = loop.timer(this::onTimer);
    }

    @Override
    public void onOpen(WebSocket opened) {
        socket = opened;
        heardAt = loop.now();
        timer.set(times.pingNanos());
        owner.onOpened(this);
    }

    void send(byte[] event) {
        WebSocket open = socket;
        if (open == null) {
            return;
        }
        if (open.isCongested()) {
            drop(open, "it does not read its events");
        } else {
            open.text(event);
        }
    }

    /** Whether what it was sent waits for the network. */
    boolean isBehind() {
        WebSocket open = socket;
        return open != null && open.isCongested();
    }

    void drop(String why) {
        WebSocket open = socket;
        if (open != null) {
            drop(open, why);
        }
    }

    void close(String reason) {
        WebSocket open = socket;
        if (open != null) {
            open.close(WebSocket.GOING_AWAY, reason);
        }
    }

    private void onTimer() {
        WebSocket open = socket;
        if (open == null) {
            return;
        }
        if (loop.now() - heardAt > times.silenceNanos()) {
            drop(open, "it was silent for " + times.silenceNanos() / 1_000_000_000 + " s");
            return;
        }
        if (!pingsItself) {
            open.ping();
        }
        timer.set(times.pingNanos());
    }

    private void drop(WebSocket open, String why) {
        owner.onDropped(why);
        onClosed(0, why);
        open.abort();
    }

    @Override
    public void onText(byte[] utf8) {
        heardAt = loop.now();
    }

    @Override
    public void onPing() {
        heardAt = loop.now();
        pingsItself = true;
    }

    @Override
    public void onPong() {
        heardAt = loop.now();
    }

    @Override
    public void onClosed(int code, String reason) {
        socket = null;
        timer.release();
        owner.onGone(this);
    }
}
