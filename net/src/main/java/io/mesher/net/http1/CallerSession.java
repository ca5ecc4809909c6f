package io.mesher.net.http1;

import io.mesher.net.http.CallerBound;
import org.jspecify.annotations.Nullable;

/** What a caller's connection carries from one request to the next. Event loop only. */
final class CallerSession {
    private byte @Nullable [] connectAuthority;
    private @Nullable CallerBound bound;

    /** From now on requests come inside a CONNECT to this host and port. */
    void insideConnect(byte[] authority) {
        connectAuthority = authority;
    }

    /** Null outside of a CONNECT. */
    byte @Nullable [] connectAuthority() {
        return connectAuthority;
    }

    /** As {@link io.mesher.net.http.ServerStream#bound}. */
    @Nullable CallerBound bound() {
        return bound;
    }

    void bind(CallerBound toKeep) {
        bound = toKeep;
    }

    /** The connection has ended. */
    void end() {
        CallerBound last = bound;
        if (last != null) {
            last.connectionEnded();
        }
    }
}
