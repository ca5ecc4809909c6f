package io.mesher.net.http1;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** The open server connections of one listener on one event loop. */
final class ConnectionRegistry {
    private final Set<ServerConnection> open = new LinkedHashSet<>();
    private final AtomicInteger total;
    private boolean draining;

    /** {@code total}: open connections over all loops, shared. */
    ConnectionRegistry(AtomicInteger total) {
        this.total = total;
    }

    void add(ServerConnection connection) {
        open.add(connection);
        if (draining) {
            connection.drain();
        }
    }

    void remove(ServerConnection connection) {
        if (open.remove(connection)) {
            total.decrementAndGet();
        }
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

    int size() {
        return open.size();
    }
}
