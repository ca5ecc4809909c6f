package io.mesher.core.config;

import java.time.Duration;

/**
 * How long a call to a service may take. Zero: as long as it wants.
 *
 * @param connect for a TCP connection to an instance; then the next one. Never zero
 * @param response of one attempt, from the end of the request to the response head; then 504
 * @param idle without a byte of the response's body; then the response is broken off
 * @param total from the request head to the end of the response, all attempts and their pauses together; then 504, or the
 *     response is broken off. A tunnel has none
 */
public record TimeoutPolicy(Duration connect, Duration response, Duration idle, Duration total) {
    public static final TimeoutPolicy DEFAULT =
            new TimeoutPolicy(Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ZERO, Duration.ZERO);
}
