package io.mesher.control.metrics;

/**
 * The connections to instances, of all event loops together. The first four are at present, the others since the start.
 *
 * @param open in use or idle
 * @param connecting under way
 * @param waiting requests that wait for a connection
 * @param reused requests over a connection that had been idle
 * @param refused requests turned away since as many waited as may
 * @param replaced idle connections that had been closed just as they were used
 */
public record PoolCounts(
        long open,
        long idle,
        long connecting,
        long waiting,
        long opened,
        long connectFailed,
        long connectTimedOut,
        long reused,
        long refused,
        long replaced) {}
