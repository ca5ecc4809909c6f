package io.mesher.net.http1;

import io.mesher.net.loop.EventLoop;
import io.mesher.net.pool.PooledConnection;
import io.mesher.net.pool.UpstreamProtocol;
import io.mesher.net.stream.ByteStream;
import java.nio.ByteBuffer;

/** HTTP/1 to upstreams: what the connections of one event loop share. */
public final class Http1Client implements UpstreamProtocol {
    private final EventLoop loop;
    private final ClientSettings settings;
    /** Not the loop's read buffer: in it a caller's bytes may stand while a connection is looked at. */
    private final ByteBuffer probe = ByteBuffer.allocate(1);

    public Http1Client(EventLoop loop, ClientSettings settings) {
        this.loop = loop;
        this.settings = settings;
    }

    @Override
    public void begin(ByteStream stream, byte[] authority, PooledConnection.Owner owner) {
        Http1ClientConnection connection = new Http1ClientConnection(this, stream, authority, owner);
        stream.listener(connection);
        connection.offer();
    }

    EventLoop loop() {
        return loop;
    }

    ClientSettings settings() {
        return settings;
    }

    /** Room for one byte, which is thrown away. */
    ByteBuffer probe() {
        return probe.clear();
    }
}
