package io.mesher.net.http1;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The open server connections of one listener on one event loop. */
final class ConnectionRegistry {
    private final Set<Http1ServerConnection> open = new LinkedHashSet<>();
    private final Runnable onRemoved;
    private final ListenerCounters counters = new ListenerCounters();
    private boolean draining;

    ConnectionRegistry(Runnable onRemoved) {
        this.onRemoved = onRemoved;
    }

    ListenerCounters counters() {
        return counters;
    }

    void add(Http1ServerConnection connection) {
        open.add(connection);
        if (draining) {
            connection.drain();
        }
    }

    void remove(Http1ServerConnection connection, ConnectionEvent how) {
        if (open.remove(connection)) {
            counters.add(how);
            onRemoved.run();
        }
    }

    int size() {
        return open.size();
    }

    /** The oldest, so many at most. */
    List<OpenConnection> look(int max) {
        List<OpenConnection> seen = new ArrayList<>(Math.min(max, open.size()));
        for (Http1ServerConnection connection : open) {
            if (seen.size() == max) {
                break;
            }
            seen.add(connection.look());
        }
        return seen;
    }

    void drain() {
        draining = true;
        open.forEach(Http1ServerConnection::drain);
    }

    /** Those that are still on their way from the accepting loop serve one request. */
    void closeIdle() {
        draining = true;
        List.copyOf(open).forEach(Http1ServerConnection::closeWhenIdle);
    }
}
