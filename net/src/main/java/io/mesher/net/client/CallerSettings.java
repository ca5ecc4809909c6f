package io.mesher.net.client;

import java.time.Duration;

/**
 * The bounds of a {@link PooledCaller}.
 *
 * @param connectionsPerServer most open connections to one address; open WebSockets are counted apart
 * @param waiting most calls that wait for one of them
 * @param connectTimeout for a connection to stand
 * @param idle how long a connection is kept without a call, where the server doesn't say
 * @param maxResponseBytes longest body, and longest message of a WebSocket
 * @param maxHeadBytes longest head of a response
 */
public record CallerSettings(
        int connectionsPerServer,
        int waiting,
        Duration connectTimeout,
        Duration idle,
        int maxResponseBytes,
        int maxHeadBytes) {
    public static final CallerSettings DEFAULT =
            new CallerSettings(4, 256, Duration.ofSeconds(2), Duration.ofSeconds(20), 16 * 1024 * 1024, 32 * 1024);
}
