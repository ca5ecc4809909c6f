package io.mesher.net.pool;

/**
 * The bounds of one pool, that is per upstream address and event loop.
 *
 * @param connections max of open connections
 * @param idleConnections max of those that are kept while idle
 * @param waiting max of requests that wait for one, beside those for which one is being opened
 * @param connectNanos for a connection to stand
 */
public record PoolSettings(int connections, int idleConnections, int waiting, long connectNanos) {}
