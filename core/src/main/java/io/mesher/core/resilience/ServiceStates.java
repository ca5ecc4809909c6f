package io.mesher.core.resilience;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Those of all services that were called. Any thread. */
public final class ServiceStates {
    private final Map<String, ServiceState> states = new ConcurrentHashMap<>();

    public ServiceStates() {}

    /** @param service a name from the catalog or our own, never one that a caller made up */
    public ServiceState of(String service) {
        ServiceState state = states.get(service);
        return state != null ? state : states.computeIfAbsent(service, ServiceState::new);
    }

    /** Null where it wasn't called yet: for who only looks. */
    public @Nullable ServiceState find(String service) {
        return states.get(service);
    }

    public Collection<ServiceState> all() {
        return states.values();
    }
}
