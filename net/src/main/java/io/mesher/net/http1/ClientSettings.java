package io.mesher.net.http1;

/**
 * What a client connection allows.
 *
 * @param limits of a response's head
 * @param idleNanos how long it is kept without a request where the peer doesn't say
 */
public record ClientSettings(HeadLimits limits, long idleNanos) {}
