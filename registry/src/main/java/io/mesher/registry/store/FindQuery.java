package io.mesher.registry.store;

import java.util.List;

/**
 * Which instances are looked for.
 *
 * @param consumerId who looks; empty for nobody in particular
 * @param name the environment counts only without a consumer, whose own is taken otherwise
 * @param tags those that the services must have; empty for any
 */
public record FindQuery(TenantKey tenant, String consumerId, NameKey name, List<String> tags) {
    public FindQuery {
        tags = List.copyOf(tags);
    }
}
