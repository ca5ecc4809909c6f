package io.mesher.net.client;

import io.mesher.net.http.ClientStream;
import io.mesher.net.http.ResponseHead;
import io.mesher.net.loop.EventLoop;
import io.mesher.net.websocket.Handshake;
import io.mesher.net.websocket.Side;
import io.mesher.net.websocket.WebSocketListener;
import io.mesher.net.websocket.WebSocketSession;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The wish for a WebSocket. Where nothing comes of it, its listener hears of the end. */
final class Upgrade implements CallListener {
    /** Of a refusal's body, for a log line. */
    private static final int MAX_TOLD_CHARACTERS = 200;

    private final EventLoop loop;
    private final WebSocketListener listener;
    private final int maxMessageBytes;
    private final String key = Handshake.newKey();

    Upgrade(EventLoop loop, WebSocketListener listener, int maxMessageBytes) {
        this.loop = loop;
        this.listener = listener;
        this.maxMessageBytes = maxMessageBytes;
    }

    String fields() {
        return Handshake.requestFields(key);
    }

    /** Null when nothing is wrong with this 101. */
    @Nullable String wrongAnswer(ResponseHead head) {
        return Handshake.wrongAnswer(head, key);
    }

    WebSocketSession session(ClientStream stream) {
        return new WebSocketSession(Side.CLIENT, loop, new ClientTunnel(stream), maxMessageBytes, listener);
    }

    @Override
    public void onResponse(CallResponse response) {
        String body = new String(response.body(), StandardCharsets.UTF_8).strip();
        listener.onClosed(
                0,
                "status " + response.status() + ": " + body.substring(0, Math.min(body.length(), MAX_TOLD_CHARACTERS)));
    }

    @Override
    public void onFailure(CallFailure failure) {
        listener.onClosed(0, failure.cause());
    }
}
