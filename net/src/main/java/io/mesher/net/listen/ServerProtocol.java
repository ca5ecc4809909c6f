package io.mesher.net.listen;

import io.mesher.net.http.ConnectionFacts;
import io.mesher.net.loop.EventLoop;
import io.mesher.net.stream.ByteStream;

/** Serves the connections of one listener on one event loop. Event loop only. */
public interface ServerProtocol {
    /** Makes the connection, which hears the stream's events from now on. The listener adds it to the registry, then starts it. */
    ServerConnection connect(ByteStream stream, ConnectionFacts facts);

    /** Makes the protocol of each event loop when the address is bound, before any connection. */
    interface Source {
        /** @param registry from which each connection removes itself at its end */
        ServerProtocol on(EventLoop loop, ConnectionRegistry registry);
    }
}
