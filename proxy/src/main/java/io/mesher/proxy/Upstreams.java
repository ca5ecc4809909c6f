package io.mesher.proxy;

import io.mesher.core.catalog.Endpoint;
import io.mesher.net.pool.ConnectCheck;
import io.mesher.net.pool.Connections;

/** The ways to all endpoints, of one event loop. */
public interface Upstreams {
    /**
     * The same for the same endpoint.
     *
     * @param connectNanos for a connection to stand, from now on
     */
    Connections to(Endpoint endpoint, long connectNanos);

    /**
     * Opens a connection and closes it.
     *
     * @param answer called once, possibly before this returns
     */
    void check(Endpoint endpoint, long connectNanos, ConnectCheck.Answer answer);
}
