package io.mesher.core.config;

import java.time.Duration;

/**
 * How long Mesher waits for callers and for the registry ({@code mesher.timeouts.*}). For the called services see
 * {@link TimeoutPolicy}.
 *
 * @param head for a whole request head, from its first byte, else 408
 * @param idle between two requests of a downstream connection, then it is closed
 * @param requestBody without a byte of a request body, else 408
 * @param lookup for a service to be looked up in the registry, else 503
 * @param responseTaken in which whoever bytes wait for takes too few of them, then the connection is ended
 * @param tunnelIdle without a byte in either direction of a tunnel, then it is ended; 0: no limit
 */
public record Timeouts(
        Duration head,
        Duration idle,
        Duration requestBody,
        Duration lookup,
        Duration responseTaken,
        Duration tunnelIdle) {
    public static final Timeouts DEFAULT = new Timeouts(
            Duration.ofSeconds(10),
            Duration.ofSeconds(60),
            Duration.ofSeconds(30),
            Duration.ofSeconds(5),
            Duration.ofSeconds(60),
            Duration.ofHours(1));
}
