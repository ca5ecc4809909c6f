package io.mesher.net.pool;

import io.mesher.net.http.ClientStream;

/** Someone who needs an upstream connection. Exactly one of these is called, possibly before the asking returns. */
public interface Waiter {
    /** The stream is the waiter's until its exchange ends. */
    void onConnection(ClientStream stream);

    void onConnectFailed(ConnectFault fault);

    /** Mesher has no room, which is no fault of the upstream. {@code limit}: the bound that was reached, with its number. */
    void onPoolFull(String limit);
}
