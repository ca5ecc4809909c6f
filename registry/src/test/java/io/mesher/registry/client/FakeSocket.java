package io.mesher.registry.client;

import io.mesher.net.client.CallRequest;
import io.mesher.net.websocket.WebSocket;
import io.mesher.net.websocket.WebSocketListener;
import java.nio.charset.StandardCharsets;

/** The registry's end of a WebSocket that the client asked for. */
final class FakeSocket implements WebSocket {
    final CallRequest request;
    final WebSocketListener listener;
    int pings;
    boolean ended;

    FakeSocket(CallRequest request, WebSocketListener listener) {
        this.request = request;
        this.listener = listener;
    }

    void sends(String text) {
        listener.onText(text.getBytes(StandardCharsets.UTF_8));
    }

    void closes(int code, String reason) {
        ended = true;
        listener.onClosed(code, reason);
    }

    @Override
    public void text(byte[] utf8) {
        throw new AssertionError("the client has nothing to say");
    }

    @Override
    public void ping() {
        pings++;
    }

    @Override
    public void close(int code, String reason) {
        ended = true;
    }

    @Override
    public void abort() {
        ended = true;
    }

    @Override
    public boolean isCongested() {
        return false;
    }
}
