package io.mesher.registry.store;

import io.mesher.registry.wire.ErrorCode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tags of services, by which finds may filter. */
public final class Tags {
    private final State state;

    Tags(State state) {
        this.state = state;
    }

    public void add(TenantKey key, String serviceId, Map<String, String> tags) throws Refusal {
        ServiceEntry service = state.changeable(key, serviceId);
        Set<String> all = new HashSet<>(service.tags().keySet());
        all.addAll(tags.keySet());
        Quota.check("tags of a service", all.size(), state.quota.tagsPerService());
        service.ownTags().putAll(tags);
        changed(service);
    }

    public void update(TenantKey key, String serviceId, String tag, String value) throws Refusal {
        ServiceEntry service = state.changeable(key, serviceId);
        require(service, tag, "Update");
        service.ownTags().put(tag, value);
        changed(service);
    }

    /** All of them or none. */
    public void delete(TenantKey key, String serviceId, List<String> tags) throws Refusal {
        ServiceEntry service = state.changeable(key, serviceId);
        for (String tag : tags) {
            require(service, tag, "Delete");
        }
        tags.forEach(service.ownTags()::remove);
        changed(service);
    }

    private static void require(ServiceEntry service, String tag, String what) throws Refusal {
        if (!service.tags().containsKey(tag)) {
            throw new Refusal(ErrorCode.NO_SUCH_TAG, what + " tags failed for this key " + tag + " does not exist.");
        }
    }

    private void changed(ServiceEntry service) {
        // A find by tags sees other instances from now on.
        service.revision(state.nextRevision());
        state.listener.onChanged();
    }
}
