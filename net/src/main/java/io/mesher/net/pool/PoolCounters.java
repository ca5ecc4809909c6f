package io.mesher.net.pool;

import io.mesher.base.Tally;

/**
 * What the pools of one event loop did, all together. Written by that loop, read by any thread. A request over a pooled connection
 * costs two counts; all else counts what is rare.
 */
public final class PoolCounters {
    /** What is counted. */
    public enum Count {
        /** Connects begun. */
        CONNECTS,
        /** Connects that led to a connection. */
        OPENED,
        /** Connects that were refused or broke off, a name without an address among them. */
        CONNECT_FAILED,
        /** Connects that were given up. */
        CONNECT_TIMED_OUT,
        /** Connections that are no more, whoever closed them. */
        CLOSED,
        /** Connections that were given back and stayed for the next request. */
        PARKED,
        /** Requests that went over a connection which had been parked. */
        REUSED,
        /** Parked connections that were closed without another request. */
        EXPIRED,
        /** Requests for which a new connection was wanted, since a parked one had been closed just as it was used. */
        REPLACED,
        /** Requests that began to wait for a connection. */
        QUEUED,
        /** Requests that waited and don't any more. */
        UNQUEUED,
        /** Requests turned away, since as many waited as may. */
        REFUSED
    }

    private static final int SIZE = Count.values().length;

    private final Tally tally = new Tally(SIZE);

    public PoolCounters() {}

    void add(Count count) {
        tally.add(count.ordinal(), 1);
    }

    public long get(Count count) {
        return tally.get(count.ordinal());
    }

    /** Connections that stand, in use or parked, at present. */
    public long open() {
        return left(get(Count.CLOSED), get(Count.OPENED));
    }

    /** Connects under way at present. */
    public long connecting() {
        long over = get(Count.OPENED) + get(Count.CONNECT_FAILED) + get(Count.CONNECT_TIMED_OUT);
        return left(over, get(Count.CONNECTS));
    }

    /** Connections parked at present. */
    public long idle() {
        return left(get(Count.REUSED) + get(Count.EXPIRED), get(Count.PARKED));
    }

    /** Requests that wait for a connection at present. */
    public long waiting() {
        return left(get(Count.UNQUEUED), get(Count.QUEUED));
    }

    /** Never negative, though the two are read one after the other. */
    private static long left(long gone, long come) {
        return Math.max(0, come - gone);
    }
}
