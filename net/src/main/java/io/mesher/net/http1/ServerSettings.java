package io.mesher.net.http1;

import io.mesher.net.stream.TakeLimit;

/**
 * What a server connection allows.
 *
 * @param headNanos for a whole head, from its first byte
 * @param idleNanos between requests, and before the first
 * @param bodyNanos without a byte of a body that is wanted
 * @param bodyBytesPerSecond the least rate of a body that is wanted, over periods of {@code bodyNanos}; 0: none
 * @param taken how slowly a caller may take its response
 * @param tunnelIdleNanos without a byte in either direction of a tunnel
 */
public record ServerSettings(
        HeadLimits limits,
        long headNanos,
        long idleNanos,
        long bodyNanos,
        long bodyBytesPerSecond,
        TakeLimit taken,
        long tunnelIdleNanos) {}
