package io.mesher.net.listen;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The open server connections of one listener on one event loop. */
public final class ConnectionRegistry {
    private final Set<ServerConnection> open = new LinkedHashSet<>();
    private final Runnable onRemoved;
    private final ListenerCounters counters = new ListenerCounters();
    private boolean draining;

    /** @param onRemoved called after each that was removed */
    public ConnectionRegistry(Runnable onRemoved) {
        this.onRemoved = onRemoved;
    }

    ListenerCounters counters() {
        return counters;
    }

    /** How often that happened so far. Any thread. */
    public long count(ConnectionEvent event) {
        return counters.get(event);
    }

    public void add(ServerConnection connection) {
        open.add(connection);
        if (draining) {
            connection.drain();
        }
    }

    /** The connection goes on as another one: a handshake has shown what it carries. */
    void replace(ServerConnection before, ServerConnection after) {
        open.remove(before);
        add(after);
    }

    /** Counts how it ended. The connection calls it, once or more often. */
    public void remove(ServerConnection connection, ConnectionEvent how) {
        if (open.remove(connection)) {
            counters.add(how);
            onRemoved.run();
        }
    }

    int size() {
        return open.size();
    }

    /** The oldest connections, at most {@code max} of them. */
    List<OpenConnection> look(int max) {
        List<OpenConnection> seen = new ArrayList<>(Math.min(max, open.size()));
        for (ServerConnection connection : open) {
            if (seen.size() == max) {
                break;
            }
            seen.add(connection.look());
        }
        return seen;
    }

    void drain() {
        draining = true;
        open.forEach(ServerConnection::drain);
    }

    /** Those that are still on their way from the accepting loop serve one request. */
    public void closeIdle() {
        draining = true;
        List.copyOf(open).forEach(ServerConnection::closeWhenIdle);
    }
}
