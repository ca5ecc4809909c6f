package io.mesher.registry.server;

import io.mesher.net.websocket.WebSocket;
import io.mesher.net.websocket.WebSocketListener;
import java.nio.charset.StandardCharsets;

/**
 * Whoever watches for a service that isn't registered: told so by a text that clients know. The Service Center then cuts the
 * connection; we close it in order, since a reset may take the text with it.
 */
final class StrangerWatcher implements WebSocketListener {
    private static final String UNKNOWN = "service does not exist";

    @Override
    public void onOpen(WebSocket socket) {
        socket.text(UNKNOWN.getBytes(StandardCharsets.US_ASCII));
        socket.close(WebSocket.NORMAL, UNKNOWN);
    }

    @Override
    public void onText(byte[] utf8) {
        // Nothing is expected.
    }

    @Override
    public void onClosed(int code, String reason) {
        // It was about to end.
    }
}
