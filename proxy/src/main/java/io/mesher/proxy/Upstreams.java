package io.mesher.proxy;

import io.mesher.core.catalog.Endpoint;
import io.mesher.net.pool.Connections;

/** The ways to all endpoints, of one event loop. */
public interface Upstreams {
    /** The same for the same endpoint. */
    Connections to(Endpoint endpoint);
}
