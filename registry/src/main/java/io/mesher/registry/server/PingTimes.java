package io.mesher.registry.server;

/**
 * When peers of WebSockets are pinged, and given up.
 *
 * @param pingNanos between two pings
 * @param silenceNanos after which nobody is thought to be there
 */
record PingTimes(long pingNanos, long silenceNanos) {
    /** The Service Center's. */
    static final PingTimes USUAL = new PingTimes(30_000_000_000L, 120_000_000_000L);
}
