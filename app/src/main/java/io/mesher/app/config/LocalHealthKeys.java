package io.mesher.app.config;

import static io.mesher.app.config.KnownKey.effective;

import io.mesher.core.config.LocalHealthConfig;
import java.util.List;

/** The keys about how the local application is looked after. */
final class LocalHealthKeys {
    static final String CHECKS = "localHealthCheck";
    static final String TIMEOUT = "mesher.localHealth.timeout";
    static final String UNHEALTHY = "mesher.localHealth.unhealthyThreshold";
    static final String HEALTHY = "mesher.localHealth.healthyThreshold";

    private LocalHealthKeys() {}

    static List<KnownKey> all() {
        return List.of(
                effective(
                        CHECKS,
                        "list of checks",
                        "",
                        "Checks of the application, at 127.0.0.1. Each has a port, and optionally protocol (rest: a GET; none: a TCP"
                                + " connection), uri, interval (30s) and match with status and body (a regular expression);"
                                + " without match any status is good. While a check fails, the instance is DOWN in the"
                                + " registry."),
                effective(TIMEOUT, "duration", "10s", "Time for one round of a check; at most its interval."),
                effective(
                        UNHEALTHY,
                        "1 to 1000",
                        Integer.toString(LocalHealthConfig.UNHEALTHY_THRESHOLD),
                        "Failed rounds of a check in a row after which the instance is DOWN."),
                effective(
                        HEALTHY,
                        "1 to 1000",
                        Integer.toString(LocalHealthConfig.HEALTHY_THRESHOLD),
                        "Good rounds in a row after which a check is good again."));
    }
}
