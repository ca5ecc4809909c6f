package io.mesher.net.pool;

import io.mesher.net.http.ClientStream;
import org.jspecify.annotations.Nullable;

/** A connection to an upstream as its pool sees it. Event loop only. */
public interface PooledConnection {
    /** Requests that it can take now; of HTTP/1 one or none. None once it is to end, and when it has. */
    int room();

    /**
     * A stream for one more request, to be used or cancelled at once. Only while there is {@link #room}.
     *
     * @param repeatable whether the request may be sent again should the upstream have closed the connection meanwhile; if not, the
     *     connection is looked at first
     * @return null where it was found dead: then it is closed
     */
    @Nullable ClientStream open(boolean repeatable);

    /** Whether no request uses it; of one that has ended, whether none did at its end. */
    boolean isIdle();

    /** Ends it; only while no request uses it. */
    void close();

    /** Who keeps the connection. */
    interface Owner {
        /** There is {@link #room} where there was none: the first time, or after the end of a request. */
        void onRoom(PooledConnection connection);

        /** After {@link #onRoom}, where the room was not used at once: it is idle, and watched for its end. */
        void onIdle(PooledConnection connection);

        /** It has ended, whatever it was doing. Nothing is reported after that. */
        void onClosed(PooledConnection connection);
    }
}
