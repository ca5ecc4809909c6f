package io.mesher.app.config.keys;

/** Names of the keys below {@code mesher.ejection}. */
public final class EjectionKeys {
    public static final String PREFIX = "mesher.ejection.";
    public static final String ENABLED = "enabled";
    public static final String FAILURES = "consecutiveFailures";
    public static final String DURATION = "duration";
    public static final String LONGEST = "longest";
    public static final String MAX = "mostPercent";

    private EjectionKeys() {}
}
