package io.mesher.net.client;

import io.mesher.net.http.ClientStream;
import io.mesher.net.websocket.Tunnel;
import java.nio.ByteBuffer;

/** A connection to a server that has switched to a WebSocket. */
record ClientTunnel(ClientStream stream) implements Tunnel {
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
        stream.cancel();
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
