package io.mesher.registry.store;

import org.jspecify.annotations.Nullable;

/** A service by names, over all its versions. Environments never mix; the empty one is one too. */
public record NameKey(String environment, String appId, String serviceName) {
    /** By hand, as equals: a record's own are linked at run time, and who hosts the registry uses them at the start. */
    @Override
    public int hashCode() {
        return (environment.hashCode() * 31 + appId.hashCode()) * 31 + serviceName.hashCode();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof NameKey name
                && serviceName.equals(name.serviceName)
                && appId.equals(name.appId)
                && environment.equals(name.environment);
    }

    /** As messages have it. */
    String text() {
        return environment + "/" + appId + "/" + serviceName;
    }
}
