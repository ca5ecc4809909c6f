package io.mesher.registry.server;

import io.mesher.base.Repeated;
import io.mesher.net.loop.EventLoop;
import io.mesher.registry.store.ServiceEntry;
import io.mesher.registry.store.StoreListener.Action;
import io.mesher.registry.store.TenantKey;
import io.mesher.registry.wire.EventDocument;
import io.mesher.registry.wire.InstanceDocument;
import io.mesher.registry.wire.KeyDocument;
import io.mesher.registry.wire.ServiceDocument;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Open watch sockets, by the service that watches. */
final class Watchers {
    private record Key(TenantKey tenant, String serviceId) {
        /** By hand, as equals: a record's own are linked at run time, and the host watches its own registry at the start. */
        @Override
        public int hashCode() {
            return tenant.hashCode() * 31 + serviceId.hashCode();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && serviceId.equals(key.serviceId) && tenant.equals(key.tenant);
        }
    }

    private static final Logger log = LoggerFactory.getLogger(Watchers.class);

    /** A network that fails drops all of them. */
    private final Repeated dropped = new Repeated(1);

    private final EventLoop loop;
    private final PingTimes times;
    private final EventBacklog backlog;
    private final Runnable onChanged;
    private final Map<Key, Set<Watcher>> watchers = new HashMap<>();
    private int open;

    /**
     * @param maxWaiting bytes of events that peers haven't taken
     * @param onChanged called when there are more or less of them
     */
    Watchers(EventLoop loop, PingTimes times, int maxWaiting, Runnable onChanged) {
        this.loop = loop;
        this.times = times;
        this.backlog = new EventBacklog(maxWaiting);
        this.onChanged = onChanged;
    }

    /** A watcher of what the service uses, not yet open. */
    Watcher watcher(TenantKey tenant, String serviceId) {
        Key key = new Key(tenant, serviceId);
        return new Watcher(loop, times, new Watcher.Owner() {
            @Override
            public void onOpened(Watcher watcher) {
                watchers.computeIfAbsent(key, _ -> new LinkedHashSet<>()).add(watcher);
                count(1);
            }

            @Override
            public void onDropped(String why) {
                long times = dropped.happened();
                if (times > 0) {
                    log.info(
                            "closing a watcher: {}; it gets the present state when it connects again{}",
                            why,
                            Repeated.text(times));
                }
            }

            @Override
            public void onGone(Watcher watcher) {
                backlog.onGone(watcher);
                Set<Watcher> others = watchers.get(key);
                if (others != null && others.remove(watcher)) {
                    if (others.isEmpty()) {
                        watchers.remove(key);
                    }
                    count(-1);
                }
            }
        });
    }

    private void count(int change) {
        open += change;
        onChanged.run();
    }

    /** Those that are open. */
    int count() {
        return open;
    }

    /** Tells every watcher among the consumers. The event is written once, and only when there is one. */
    void tell(
            Action action,
            TenantKey tenant,
            ServiceDocument service,
            InstanceDocument instance,
            Collection<ServiceEntry> consumers) {
        byte @Nullable [] event = null;
        for (ServiceEntry consumer : consumers) {
            Key key = new Key(consumer.tenant(), consumer.document().serviceId());
            for (Watcher watcher : List.copyOf(watchers.getOrDefault(key, Set.of()))) {
                event = event == null ? event(action, tenant, service, instance) : event;
                watcher.send(event);
                backlog.onSent(watcher, event.length);
            }
        }
    }

    private static byte[] event(Action action, TenantKey tenant, ServiceDocument service, InstanceDocument instance) {
        KeyDocument key = new KeyDocument(
                tenant.text(),
                service.environment(),
                service.appId(),
                service.serviceName(),
                service.alias(),
                service.version());
        return new EventDocument(action.name(), key, instance).toJson();
    }

    /** Says good-bye to all. */
    void close() {
        watchers.values().stream()
                .flatMap(Set::stream)
                .toList()
                .forEach(watcher -> watcher.close("the registry stops"));
        watchers.clear();
        open = 0;
    }
}
