package io.mesher.registry.client.call;

import io.mesher.net.client.Caller.Call;
import io.mesher.net.websocket.WebSocket;
import io.mesher.net.websocket.WebSocketListener;
import io.mesher.registry.client.loop.DefectGuard;
import org.jspecify.annotations.Nullable;

/** One WebSocket to the registry, from the handshake on. After {@link #end} its listener hears nothing more. */
public final class Session implements WebSocketListener {
    private final WebSocketListener listener;
    private final DefectGuard guard;
    private @Nullable Call call;
    private @Nullable WebSocket socket;
    private boolean ended;

    private Session(WebSocketListener listener, DefectGuard guard) {
        this.listener = listener;
        this.guard = guard;
    }

    /** @param guard the listener's */
    public static Session open(Sockets sockets, String target, WebSocketListener listener, DefectGuard guard) {
        Session session = new Session(listener, guard);
        session.call = sockets.open(target, session);
        return session;
    }

    public void ping() {
        if (socket != null) {
            socket.ping();
        }
    }

    /** Politely, if there is somebody to be polite to. */
    public void end() {
        ended = true;
        if (socket != null) {
            socket.close(WebSocket.NORMAL, "");
        } else if (call != null) {
            call.cancel();
        }
    }

    /** The peer doesn't answer any more. */
    public void abort() {
        ended = true;
        if (socket != null) {
            socket.abort();
        }
    }

    @Override
    public void onOpen(WebSocket opened) {
        socket = opened;
        if (ended) {
            opened.close(WebSocket.NORMAL, "");
        } else {
            guard.run(() -> listener.onOpen(opened));
        }
    }

    @Override
    public void onText(byte[] utf8) {
        if (!ended) {
            guard.run(() -> listener.onText(utf8));
        }
    }

    @Override
    public void onPing() {
        if (!ended) {
            guard.run(listener::onPing);
        }
    }

    @Override
    public void onPong() {
        if (!ended) {
            guard.run(listener::onPong);
        }
    }

    @Override
    public void onClosed(int code, String reason) {
        if (!ended) {
            ended = true;
            guard.run(() -> listener.onClosed(code, reason));
        }
    }
}
