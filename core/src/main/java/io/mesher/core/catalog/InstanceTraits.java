package io.mesher.core.catalog;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an instance beside its address. Rules choose by it, and balancers weigh by it.
 *
 * @param properties of the instance, as it registered them
 * @param region of its data centre; empty if unknown
 * @param zone within the region; empty if unknown
 * @param registeredAt seconds since 1970; 0 if unknown
 */
public record InstanceTraits(Map<String, String> properties, String region, String zone, long registeredAt) {
    public static final InstanceTraits NONE = new InstanceTraits(Map.of(), "", "", 0);

    public InstanceTraits {
        properties = Map.copyOf(properties);
    }

    /** By hand, as equals: see {@link Instance}. */
    @Override
    public int hashCode() {
        return properties.hashCode() * 31 + Long.hashCode(registeredAt);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof InstanceTraits traits
                        && registeredAt == traits.registeredAt
                        && region.equals(traits.region)
                        && zone.equals(traits.zone)
                        && properties.equals(traits.properties));
    }
}
