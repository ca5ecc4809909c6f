package io.mesher.net.pool;

import io.mesher.net.http1.ClientSettings;

/**
 * The bounds of one pool, that is per upstream address and event loop.
 *
 * @param connections most open connections
 * @param idleConnections most of them kept while idle
 * @param waiting most requests that wait for one
 * @param connectNanos for a connection to stand
 */
public record PoolSettings(
        int connections, int idleConnections, int waiting, long connectNanos, ClientSettings connection) {}
