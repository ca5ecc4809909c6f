package io.mesher.app.config.keys;

/** Names of the keys below {@code mesher.timeouts} that concern calls to a service. */
public final class TimeoutKeys {
    public static final String PREFIX = "mesher.timeouts.";
    public static final String CONNECT = "connect";
    public static final String RESPONSE_IDLE = "responseIdle";
    public static final String TOTAL = "total";

    private TimeoutKeys() {}
}
