package io.mesher.core.config;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How Mesher looks whether the local application is well ({@code localHealthCheck}): all checks must be good.
 *
 * @param unhealthyThreshold bad rounds of a check in a row after which the instance is reported DOWN
 * @param healthyThreshold good ones in a row of every check after which it is UP again
 */
public record LocalHealthConfig(List<Check> checks, int unhealthyThreshold, int healthyThreshold) {
    public static final LocalHealthConfig NONE = new LocalHealthConfig(List.of(), 1, 1);

    public LocalHealthConfig {
        checks = List.copyOf(checks);
    }

    /**
     * One entry.
     *
     * @param path of a GET to 127.0.0.1; null: that the port takes a connection is enough
     * @param status that the answer must have; 0: any
     * @param body regular expression that must be found in the answer's body; empty: any
     */
    public record Check(
            int port, @Nullable String path, Duration interval, Duration timeout, int status, String body) {}
}
