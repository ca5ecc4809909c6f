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
        add(service, tags);
        changed(service);
    }

    void add(ServiceEntry service, Map<String, String> tags) throws Refusal {
        // Not less for those that are replaced: keys and values are short.
        long bytes = Footprint.map(tags);
        state.checkRoom(bytes);
        long before = Footprint.map(service.tags());
        service.ownTags().putAll(tags);
        state.count(service, Footprint.map(service.tags()) - before);
    }

    public void update(TenantKey key, String serviceId, String tag, String value) throws Refusal {
        ServiceEntry service = state.changeable(key, serviceId);
        require(service, tag, "Update");
        add(service, Map.of(tag, value));
        changed(service);
    }

    /** All of them or none. */
    public void delete(TenantKey key, String serviceId, List<String> tags) throws Refusal {
        ServiceEntry service = state.changeable(key, serviceId);
        for (String tag : tags) {
            require(service, tag, "Delete");
        }
        long before = Footprint.map(service.tags());
        tags.forEach(service.ownTags()::remove);
        state.count(service, Footprint.map(service.tags()) - before);
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
