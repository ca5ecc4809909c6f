package io.mesher.core.config;

import java.time.Duration;

/**
 * How the instances of a service are asked whether they are well ({@code mesher.healthCheck…}).
 *
 * @param enabled whether they are
 * @param path of a GET that a well instance answers with 2xx; empty: that it takes a connection is enough
 * @param interval between two checks of an instance
 * @param timeout for one check
 * @param healthyThreshold good checks in a row that bring an instance back; 1 or more
 * @param unhealthyThreshold bad ones in a row that take it out; 1 or more
 */
public record HealthCheckPolicy(
        boolean enabled,
        String path,
        Duration interval,
        Duration timeout,
        int healthyThreshold,
        int unhealthyThreshold) {
    public static final HealthCheckPolicy DEFAULT =
            new HealthCheckPolicy(false, "", Duration.ofSeconds(10), Duration.ofSeconds(1), 2, 3);
}
