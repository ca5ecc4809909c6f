package io.mesher.net.pool;

import io.mesher.net.stream.ByteStream;
import java.io.IOException;
import java.net.InetSocketAddress;

/** The way from an address to a stream of bytes that stands: TCP, or TLS over it. Event loop only. */
interface Opener {
    /**
     * Begins. The listener hears of the end, never before this returns.
     *
     * @throws IOException where it failed at once
     */
    Opening open(InetSocketAddress address, Listener listener) throws IOException;

    /** A stream on its way up. */
    interface Opening {
        /** Gives it up; the listener hears nothing more. */
        void close();
    }

    /** Exactly one of {@link #onOpened} and {@link #onFailed} is called. */
    interface Listener {
        /** There is a connection. What secures it takes a time of its own, which the opener bounds. */
        default void onReached(Opening opening) {}

        void onOpened(Opening opening, ByteStream stream);

        void onFailed(Opening opening, ConnectFault fault);
    }
}
