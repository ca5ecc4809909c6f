package io.mesher.core.name;

/**
 * Who this Mesher speaks for: the microservice as it is registered.
 *
 * @param name never empty; {@code unnamed} where nobody configured one
 * @param app application the service belongs to, {@code default} if not configured
 * @param version empty if not configured, as in CSE Mesher
 * @param environment empty if not configured
 */
public record ServiceIdentity(String name, String app, String version, String environment) {
    public static final String UNNAMED = "unnamed";
    public static final String DEFAULT_APP = "default";

    public ServiceIdentity {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("name: empty (expected: a service name)");
        }
    }

    public boolean isUnnamed() {
        return name.equals(UNNAMED);
    }
}
