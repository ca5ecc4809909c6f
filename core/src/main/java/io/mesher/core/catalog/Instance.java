package io.mesher.core.catalog;

import org.jspecify.annotations.Nullable;

/**
 * One registered process of a microservice.
 *
 * @param id unique within the catalog
 * @param version of the service, {@code 1.2.3}; empty if unknown
 * @param endpoint where it takes HTTP
 */
public record Instance(String id, String version, Endpoint endpoint, InstanceTraits traits) {
    public Instance(String id, String version, Endpoint endpoint) {
        this(id, version, endpoint, InstanceTraits.NONE);
    }

    /** By hand, as equals: docs/decisions/0006. */
    @Override
    public int hashCode() {
        return id.hashCode() * 31 + endpoint.hashCode();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Instance instance
                && id.equals(instance.id)
                && version.equals(instance.version)
                && endpoint.equals(instance.endpoint)
                && traits.equals(instance.traits);
    }
}
