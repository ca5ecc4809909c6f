package io.mesher.registry.store;

import org.jspecify.annotations.Nullable;

/** Whose services: nothing of one tenant is seen by another, but for global services. */
public record TenantKey(String domain, String project) {
    /** Whose services everybody sees where they are global. */
    public static final TenantKey DEFAULT = new TenantKey("default", "default");

    /** By hand, as equals: a record's own are linked at run time, and who hosts the registry uses them at the start. */
    @Override
    public int hashCode() {
        return domain.hashCode() * 31 + project.hashCode();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TenantKey tenant && domain.equals(tenant.domain) && project.equals(tenant.project);
    }

    /** {@code domain/project}. */
    public String text() {
        return domain + "/" + project;
    }
}
