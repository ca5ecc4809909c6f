package io.mesher.net;

import static org.awaitility.Awaitility.await;

import io.mesher.net.websocket.WebSocket;
import io.mesher.net.websocket.WebSocketListener;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A listener that keeps what it hears, as text. */
public class Heard implements WebSocketListener {
    public final List<String> all = new CopyOnWriteArrayList<>();
    private volatile WebSocket socket = new Closed();

    /** To be used on its loop. */
    public WebSocket socket() {
        return socket;
    }

    public String text() {
        return String.join(" | ", all);
    }

    public void awaits(String text) {
        await().until(() -> all.contains(text));
    }

    /** Waits for the end, and tells all. */
    public String end() {
        await().until(() -> !all.isEmpty() && all.getLast().startsWith("closed"));
        return text();
    }

    @Override
    public void onOpen(WebSocket opened) {
        socket = opened;
        all.add("open");
    }

    @Override
    public void onText(byte[] utf8) {
        String text = new String(utf8, StandardCharsets.UTF_8);
        all.add(text.length() > 100 ? text.length() + " characters" : text);
    }

    @Override
    public void onPing() {
        all.add("ping");
    }

    @Override
    public void onPong() {
        all.add("pong");
    }

    @Override
    public void onClosed(int code, String reason) {
        all.add("closed " + code + " " + reason);
    }

    /** Before the beginning. */
    private static final class Closed implements WebSocket {
        @Override
        public void text(byte[] utf8) {}

        @Override
        public void ping() {}

        @Override
        public void close(int code, String reason) {}

        @Override
        public void abort() {}

        @Override
        public boolean isCongested() {
            return false;
        }
    }
}
