package io.mesher.net.server;

import io.mesher.net.http.ServerStream;
import io.mesher.net.websocket.Tunnel;
import java.nio.ByteBuffer;

/** A caller's connection, once it was switched to a WebSocket. */
record ServerTunnel(ServerStream stream) implements Tunnel {
    @Override
    public void send(ByteBuffer data) {
        stream.body(data);
    }

    @Override
    public void end() {
        stream.endTunnel();
    }

    @Override
    public void abort() {
        stream.abort();
    }

    @Override
    public boolean isCongested() {
        return stream.isCongested();
    }

    @Override
    public void inputWanted(boolean wanted) {
        stream.bodyWanted(wanted);
    }
}
