package io.mesher.app.config.keys;

/** Names of the keys below {@code mesher.loadBalancing}. */
public final class SlowStartKeys {
    public static final String PREFIX = "mesher.loadBalancing.";
    public static final String SLOW_START = "slowStart";

    private SlowStartKeys() {}
}
