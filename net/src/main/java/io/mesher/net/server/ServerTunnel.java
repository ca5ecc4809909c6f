package io.mesher.net.server;

import io.mesher.net.http.ServerStream;
import io.mesher.net.websocket.Tunnel;
import java.nio.ByteBuffer;

/**
 * A caller's connection, once it was switched to a WebSocket. The WebSocket may outlive it, so what is asked of it after its end
 * does nothing: the stream may serve another caller by then. Event loop only.
 */
final class ServerTunnel implements Tunnel {
    private final ServerStream stream;
    private boolean over;

    ServerTunnel(ServerStream stream) {
        this.stream = stream;
    }

    /** The connection is closed, or closes by itself. */
    void over() {
        over = true;
    }

    @Override
    public void send(ByteBuffer data) {
        if (over) {
            data.position(data.limit());
        } else {
            stream.body(data);
        }
    }

    @Override
    public void end() {
        if (!over) {
            stream.endTunnel();
        }
    }

    @Override
    public void abort() {
        if (!over) {
            stream.abort();
        }
    }

    @Override
    public boolean isCongested() {
        return !over && stream.isCongested();
    }

    @Override
    public void inputWanted(boolean wanted) {
        if (!over) {
            stream.bodyWanted(wanted);
        }
    }
}
