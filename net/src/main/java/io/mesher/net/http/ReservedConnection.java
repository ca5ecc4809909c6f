package io.mesher.net.http;

import org.jspecify.annotations.Nullable;

/** A connection to an upstream that only one caller's requests may use. Event loop only. */
public interface ReservedConnection {
    /**
     * A stream for one more request, to be used or cancelled at once.
     *
     * @param repeatable whether the request may be sent again should the upstream have closed the connection meanwhile
     * @return null where a request uses it, or it has ended
     */
    @Nullable ClientStream reopen(boolean repeatable);

    /** Ends it, and the request that uses it. */
    void close();
}
