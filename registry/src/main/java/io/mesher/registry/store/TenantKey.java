package io.mesher.registry.store;

/** Whose services: nothing of one tenant is seen by another, but for global services. */
public record TenantKey(String domain, String project) {
    /** Whose services everybody sees where they are global. */
    public static final TenantKey DEFAULT = new TenantKey("default", "default");

    /** {@code domain/project}. */
    public String text() {
        return domain + "/" + project;
    }
}
