package io.mesher.registry.server;

import io.mesher.net.loop.EventLoop;
import io.mesher.net.loop.Timer;
import io.mesher.net.websocket.WebSocket;
import io.mesher.net.websocket.WebSocketListener;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A lease that is kept by answering pings. */
final class HeartbeatSocket implements WebSocketListener {
    static final int NO_SUCH_INSTANCE = 4001;
    private static final String REASON = "heartbeat reporting failed because the instance does not exist";

    private final long silenceNanos;
    private final LongSupplier heartbeat;
    private final Timer timer;
    private @Nullable WebSocket socket;
    private boolean awaitsPong;

    /**
     * @param silenceNanos how long a pong may take
     * @param heartbeat renews the lease; gives the nanos until the next ping, or 0 where there is no such instance
     */
    HeartbeatSocket(EventLoop loop, long silenceNanos, LongSupplier heartbeat) {
        this.silenceNanos = silenceNanos;
        this.heartbeat = heartbeat;
        this.timer = loop.timer(this::onTimer);
    }

    @Override
    public void onOpen(WebSocket opened) {
        socket = opened;
        beat(opened);
    }

    private void beat(WebSocket open) {
        long next = heartbeat.getAsLong();
        if (next > 0) {
            timer.set(next);
        } else {
            timer.clear();
            open.close(NO_SUCH_INSTANCE, REASON);
        }
    }

    private void onTimer() {
        WebSocket open = socket;
        if (open == null) {
            return;
        }
        if (awaitsPong) {
            onClosed(0, "no pong");
            open.abort();
        } else {
            open.ping();
            awaitsPong = true;
            timer.set(silenceNanos);
        }
    }

    @Override
    public void onText(byte[] utf8) {
        // Nothing is expected.
    }

    @Override
    public void onPong() {
        WebSocket open = socket;
        if (open != null) {
            awaitsPong = false;
            beat(open);
        }
    }

    @Override
    public void onClosed(int code, String reason) {
        socket = null;
        timer.release();
    }
}
