package io.mesher.registry.server;

import io.mesher.net.loop.EventLoop;
import io.mesher.net.websocket.WebSocketListener;
import io.mesher.registry.store.InstanceEntry;
import io.mesher.registry.store.Refusal;
import io.mesher.registry.store.RegistryStore;
import io.mesher.registry.store.TenantKey;

/** The WebSockets: changes, and heartbeats. */
final class WatchEndpoints {
    private static final String SERVICE = "/v4/:project/registry/microservices/:serviceId";

    private final EventLoop loop;
    private final RegistryStore store;
    private final Watchers watchers;
    private final PingTimes times;
    private final Clock clock;

    WatchEndpoints(EventLoop loop, RegistryStore store, Watchers watchers, PingTimes times, Clock clock) {
        this.loop = loop;
        this.store = store;
        this.watchers = watchers;
        this.times = times;
        this.clock = clock;
    }

    void addTo(RegistryRoutes routes) {
        routes.add("GET", SERVICE + "/watcher", (Operation.Socket) this::watch);
        routes.add("GET", SERVICE + "/instances/:instanceId/heartbeat", (Operation.Socket) this::heartbeat);
    }

    private WebSocketListener watch(Call call) {
        return store.services().exists(call.tenant(), call.variable("serviceId"))
                ? watchers.watcher(call.tenant(), call.variable("serviceId"))
                : new StrangerWatcher();
    }

    private WebSocketListener heartbeat(Call call) {
        // Not the call, which has all the request's fields: the socket may be open for ever.
        TenantKey tenant = call.tenant();
        String serviceId = call.variable("serviceId");
        String instanceId = call.variable("instanceId");
        return new HeartbeatSocket(loop, times.silenceNanos(), () -> beat(tenant, serviceId, instanceId));
    }

    /** 0 where there is no such instance. */
    private long beat(TenantKey tenant, String serviceId, String instanceId) {
        InstanceEntry instance = store.instances().find(tenant, serviceId, instanceId);
        if (instance == null) {
            return 0;
        }
        try {
            store.instances().heartbeat(tenant, serviceId, instanceId, clock.now());
        } catch (Refusal _) {
            return 0;
        }
        // A short lease would run out between pings half a minute apart.
        return Math.min(times.pingNanos(), instance.ttlNanos() / 4);
    }
}
