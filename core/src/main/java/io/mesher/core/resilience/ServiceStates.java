package io.mesher.core.resilience;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Those of all services that were called. Any thread. */
public final class ServiceStates {
    private final Map<String, ServiceState> states = new ConcurrentHashMap<>();
    /** Set once: all event loops must count together, else each limit would hold per loop. */
    private final AtomicReference<@Nullable ServiceState> application = new AtomicReference<>();

    public ServiceStates() {}

    /** @param service a name from the catalog or our own, never one that a caller made up */
    public ServiceState of(String service) {
        ServiceState state = states.get(service);
        return state != null ? state : states.computeIfAbsent(service, ServiceState::new);
    }

    /** The local application's, for what comes in: calls of our own to a service of that name are counted apart. */
    public ServiceState application(String name) {
        ServiceState present = application.get();
        if (present != null) {
            return present;
        }
        ServiceState made = new ServiceState(name);
        ServiceState other = application.compareAndExchange(null, made);
        return other == null ? made : other;
    }

    /** The same, or null where nothing came in yet. */
    public @Nullable ServiceState application() {
        return application.get();
    }

    /** Null where it wasn't called yet: for who only looks. */
    public @Nullable ServiceState find(String service) {
        return states.get(service);
    }

    public Collection<ServiceState> all() {
        return states.values();
    }
}
