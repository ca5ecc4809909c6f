package io.mesher.net.http1;

import io.mesher.net.http.Ascii;
import io.mesher.net.loop.EventLoop;
import io.mesher.net.pool.PooledConnection;
import io.mesher.net.pool.UpstreamProtocol;
import io.mesher.net.stream.ByteStream;
import java.nio.ByteBuffer;

/** HTTP/1 to upstreams: what the connections of one event loop share. */
public final class Http1Client implements UpstreamProtocol {
    private final EventLoop loop;
    private final ClientSettings settings;
    private final byte[] pathPrefix;
    /** Not the loop's read buffer: in it a caller's bytes may stand while a connection is looked at. */
    private final ByteBuffer probe = ByteBuffer.allocate(1);

    public Http1Client(EventLoop loop, ClientSettings settings) {
        this(loop, settings, "");
    }

    private Http1Client(EventLoop loop, ClientSettings settings, String pathPrefix) {
        this.loop = loop;
        this.settings = settings;
        this.pathPrefix = Ascii.bytes(pathPrefix);
    }

    @Override
    public UpstreamProtocol below(String path) {
        return new Http1Client(loop, settings, path);
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

    byte[] pathPrefix() {
        return pathPrefix;
    }

    /** Room for one byte, which is thrown away. */
    ByteBuffer probe() {
        return probe.clear();
    }
}
