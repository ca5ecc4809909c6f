package io.mesher.net.listen;

import io.mesher.base.Tally;

/**
 * What became of a listener's connections on one event loop. Written by that loop, read by any thread. Requests cost nothing, a
 * connection two counts.
 */
final class ListenerCounters {
    private static final int SIZE = ConnectionEvent.values().length;

    private final Tally tally = new Tally(SIZE);

    void add(ConnectionEvent event) {
        tally.add(event.ordinal(), 1);
    }

    long get(ConnectionEvent event) {
        return tally.get(event.ordinal());
    }
}
