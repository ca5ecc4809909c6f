package io.mesher.core.config;

import java.time.Duration;

/**
 * The upstream connections per instance, over all event loops.
 *
 * @param connections most connections to one instance ({@code mesher.pool.connections})
 * @param idleConnections most of them kept while idle ({@code transport.maxIdleCon.rest}). All by default: the
 *     original's 512 had a thousand callers at once close and reopen connections all the time.
 * @param idle how long an idle one is kept where the peer doesn't say ({@code mesher.pool.idle}). Shorter than the
 *     idle time of common servers (Node.js: 5 s), because the side that closes last loses the race.
 */
public record PoolConfig(int connections, int idleConnections, Duration idle) {
    public static final PoolConfig DEFAULT = new PoolConfig(1024, 1024, Duration.ofSeconds(4));
}
