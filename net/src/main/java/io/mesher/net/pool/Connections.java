package io.mesher.net.pool;

/** Where a request gets a connection to one upstream address. Event loop only. */
public interface Connections {
    /** One method of the waiter is called, possibly before this returns. */
    void acquire(Waiter waiter, UpstreamPool.Wanted wanted);

    /** Whether no further connection may be opened, and none has room. */
    boolean isFull();

    /** The waiter wants no connection any more and hears nothing more. */
    void cancel(Waiter waiter);
}
