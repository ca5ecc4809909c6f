package io.mesher.registry.server;

import java.net.http.WebSocket;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** A WebSocket client that writes down what comes. */
final class Frames implements WebSocket.Listener {
    final List<String> texts = new CopyOnWriteArrayList<>();
    volatile String end = "";
    private final StringBuilder partial = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            texts.add(partial.toString());
            partial.setLength(0);
        }
        socket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        end = "closed " + code + " " + reason;
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
        end = "broken";
    }
}
