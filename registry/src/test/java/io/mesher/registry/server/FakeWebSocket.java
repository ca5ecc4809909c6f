package io.mesher.registry.server;

import io.mesher.net.websocket.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down what is sent. */
final class FakeWebSocket implements WebSocket {
    final List<String> sent = new CopyOnWriteArrayList<>();
    volatile boolean congested;

    @Override
    public void text(byte[] utf8) {
        sent.add(new String(utf8, StandardCharsets.UTF_8));
    }

    @Override
    public void ping() {
        sent.add("ping");
    }

    @Override
    public void close(int code, String reason) {
        sent.add("close " + code + " " + reason);
    }

    @Override
    public void abort() {
        sent.add("abort");
    }

    @Override
    public boolean isCongested() {
        return congested;
    }
}
