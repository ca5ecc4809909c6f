package io.mesher.app.config.keys;

/** Names of the keys below {@code servicecomb.fallback} and {@code servicecomb.fallbackpolicy}. */
public final class FallbackKeys {
    public static final String FAMILY = "servicecomb.fallback.";
    public static final String POLICY_FAMILY = "servicecomb.fallbackpolicy.";
    public static final String ENABLED = "enabled";
    public static final String FORCE = "force";
    public static final String POLICY = "policy";

    private FallbackKeys() {}
}
