package io.mesher.net.http1;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The open server connections of one listener on one event loop. */
final class ConnectionRegistry {
    private final Set<ServerConnection> open = new LinkedHashSet<>();
    private final Runnable onRemoved;
    private final long mostKept;
    private long kept;
    private boolean draining;

    /** @param mostKept bytes that callers may make these connections keep, in all */
    ConnectionRegistry(Runnable onRemoved, long mostKept) {
        this.onRemoved = onRemoved;
        this.mostKept = mostKept;
    }

    void add(ServerConnection connection) {
        open.add(connection);
        if (draining) {
            connection.drain();
        }
    }

    void remove(ServerConnection connection) {
        if (open.remove(connection)) {
            onRemoved.run();
        }
    }

    /** Counts that a connection keeps so many bytes more, or fewer; false when that is more than may be. */
    boolean keep(long more) {
        kept += more;
        return more <= 0 || kept <= mostKept;
    }

    long mostKept() {
        return mostKept;
    }

    void drain() {
        draining = true;
        open.forEach(ServerConnection::drain);
    }

    /** Those that are still on their way from the accepting loop serve one request. */
    void closeIdle() {
        draining = true;
        List.copyOf(open).forEach(ServerConnection::closeWhenIdle);
    }
}
