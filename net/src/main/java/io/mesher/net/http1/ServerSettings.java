package io.mesher.net.http1;

/**
 * What a server connection allows.
 *
 * @param headNanos for a whole head, from its first byte
 * @param idleNanos between requests, and before the first
 * @param bodyNanos without a byte of a body that is wanted
 */
public record ServerSettings(HeadLimits limits, long headNanos, long idleNanos, long bodyNanos) {}
