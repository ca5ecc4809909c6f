package io.mesher.app.config.keys;

/** Names of the keys below {@code mesher.healthCheck}. */
public final class HealthCheckKeys {
    public static final String PREFIX = "mesher.healthCheck.";
    public static final String ENABLED = "enabled";
    public static final String PATH = "path";
    public static final String INTERVAL = "interval";
    public static final String TIMEOUT = "timeout";
    public static final String HEALTHY = "healthyThreshold";
    public static final String UNHEALTHY = "unhealthyThreshold";

    private HealthCheckKeys() {}
}
