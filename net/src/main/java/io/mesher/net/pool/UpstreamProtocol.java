package io.mesher.net.pool;

import io.mesher.net.stream.ByteStream;

/** What is spoken on connections to upstreams. One per event loop. */
public interface UpstreamProtocol {
    /**
     * Takes over a stream that has just been connected. The owner hears {@link PooledConnection.Owner#onRoom} when the first request
     * can go, possibly before this returns.
     *
     * @param authority host and port, as {@code Host} has them
     */
    void begin(ByteStream stream, byte[] authority, PooledConnection.Owner owner);

    /**
     * The same for applications that serve below a path, which is put before the path of each request.
     *
     * @param pathPrefix begins with a slash and ends with none, and is valid in a request's first line
     */
    UpstreamProtocol below(String pathPrefix);
}
