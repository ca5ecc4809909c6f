package io.mesher.net.websocket;

import java.nio.ByteBuffer;

/** What carries a {@link WebSocketSession}: a connection that was switched from HTTP. Event loop only. */
public interface Tunnel {
    /** Takes all of it. */
    void send(ByteBuffer data);

    /** Nothing more is sent; the peer still may. */
    void end();

    /** Ends both directions at once. */
    void abort();

    boolean isCongested();

    /** Whether bytes of the peer are wanted, which they are at first. */
    void inputWanted(boolean wanted);
}
