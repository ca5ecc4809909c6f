package io.mesher.core.config;

import io.mesher.core.route.Regex;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How Mesher looks whether the local application is well ({@code localHealthCheck}): all checks must be good.
 *
 * @param unhealthyThreshold bad rounds of a check in a row after which the instance is reported DOWN; 1 or more
 * @param healthyThreshold good ones in a row after which a check that was bad counts as good again; 1 or more
 */
public record LocalHealthConfig(List<Check> checks, int unhealthyThreshold, int healthyThreshold) {
    /**
     * CSE Mesher has 1 and asks first when an interval has passed. Mesher asks at once, and then 2 leaves an application that
     * starts later the same interval; and one answer that is late doesn't take the instance out.
     */
    public static final int UNHEALTHY_THRESHOLD = 2;

    public static final int HEALTHY_THRESHOLD = 1;

    public static final LocalHealthConfig NONE =
            new LocalHealthConfig(List.of(), UNHEALTHY_THRESHOLD, HEALTHY_THRESHOLD);

    public LocalHealthConfig {
        checks = List.copyOf(checks);
    }

    /**
     * One entry.
     *
     * @param port at 127.0.0.1
     * @param path of a GET; empty: that the port takes a connection is enough
     * @param interval between the beginnings of two rounds
     * @param timeout for one round
     * @param status that the answer must have; 0: any
     * @param body what must be found in the first 64 KiB of the answer's body; null: anything
     */
    public record Check(
            int port,
            String path,
            Duration interval,
            Duration timeout,
            int status,
            @Nullable Regex body) {
        /** As people see it, such as {@code GET 127.0.0.1:8080/health}. */
        public String name() {
            String address = "127.0.0.1:" + port;
            return path.isEmpty() ? address : "GET " + address + path;
        }
    }
}
