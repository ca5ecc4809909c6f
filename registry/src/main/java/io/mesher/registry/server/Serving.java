package io.mesher.registry.server;

import io.mesher.base.Repeated;
import io.mesher.core.config.ListenAddress;
import io.mesher.core.telemetry.HostedRegistryStatus;
import io.mesher.net.loop.EventLoop;
import io.mesher.net.loop.Timer;
import io.mesher.net.server.Api;
import io.mesher.net.server.HostPolicy;
import io.mesher.registry.store.Moment;
import io.mesher.registry.store.Quota;
import io.mesher.registry.store.Refusal;
import io.mesher.registry.store.RegistrySnapshot;
import io.mesher.registry.store.RegistryStore;
import io.mesher.registry.store.ServiceEntry;
import io.mesher.registry.store.StoreListener;
import io.mesher.registry.store.TenantKey;
import io.mesher.registry.wire.InstanceBuilder;
import io.mesher.registry.wire.InstanceDocument;
import io.mesher.registry.wire.ServiceDocument;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The registry at work: the store, what answers from it, and what it sets off. Event loop only. */
final class Serving implements StoreListener {
    /** Of its own service, whose id clients know. */
    private static final String OWN_VERSION = "0.0.1";

    private static final long LONGEST_TIMER_NANOS = 3_600_000_000_000L;
    private static final Logger log = LoggerFactory.getLogger(Serving.class);

    private final Repeated heldBacks = new Repeated(1);

    private final EventLoop loop;
    private final RegistryStore store;
    private final Watchers watchers;
    private final SnapshotWriter writer;
    private final Timer leases;
    private final Api api;
    private long expired;
    private volatile HostedRegistryStatus status = HostedRegistryStatus.EMPTY;

    Serving(
            EventLoop loop,
            RegistryServerSettings settings,
            InetSocketAddress address,
            @Nullable IssuedTokens tokens,
            SnapshotFile file,
            Executor disk,
            @Nullable RegistrySnapshot saved) {
        this.loop = loop;
        this.watchers = new Watchers(loop, PingTimes.USUAL, HeapShares.OURS.events(), this::show);
        this.leases = loop.timer(this::expire);
        this.store = new RegistryStore(this, Quota.DEFAULT.within(HeapShares.OURS.kept()), now());
        this.writer = new SnapshotWriter(loop, store, file, disk);
        if (saved != null) {
            restore(saved, file, disk);
        }
        ServiceEntry itself = registerItself(address);
        HostPolicy hosts = HostPolicy.of(address.getAddress().getHostAddress(), settings.allowedHosts());
        this.api = new RegistryApi(routes(settings, address, tokens, itself), hosts, tokens, this::now);
        show();
    }

    private RegistryRoutes routes(
            RegistryServerSettings settings,
            InetSocketAddress address,
            @Nullable IssuedTokens tokens,
            ServiceEntry itself) {
        RegistryRoutes routes = new RegistryRoutes();
        new HealthEndpoints(settings.version(), itself).addTo(routes);
        new ServiceEndpoints(store).addTo(routes);
        new SchemaEndpoints(store).addTo(routes);
        new TagEndpoints(store).addTo(routes);
        new InstanceEndpoints(store).addTo(routes);
        new HeartbeatEndpoints(store).addTo(routes);
        new FindEndpoints(store).addTo(routes);
        new BatchEndpoint(store).addTo(routes);
        new DependencyEndpoints(store).addTo(routes);
        new WatchEndpoints(loop, store, watchers, PingTimes.USUAL, this::now).addTo(routes);
        new GovernEndpoints(store).addTo(routes);
        new AdminEndpoints(store, settings.version(), "http://" + ListenAddress.of(address, "listen")).addTo(routes);
        if (tokens != null) {
            new TokenEndpoint(tokens).addTo(routes);
        }
        return routes;
    }

    private void restore(RegistrySnapshot saved, SnapshotFile file, Executor disk) {
        try {
            store.restore(saved, now());
            log.info(
                    "restored the registry (services: {}, instances: {}); instances that send no heartbeat expire",
                    saved.services().size(),
                    store.instanceCount());
        } catch (Refusal refusal) {
            store.clear();
            String why = refusal.line();
            long seconds = now().epochMillis() / 1000;
            disk.execute(() -> file.setAside(why, seconds));
        }
    }

    private ServiceEntry registerItself(InetSocketAddress address) {
        // Nobody could dial a wildcard.
        List<String> endpoints = address.getAddress().isAnyLocalAddress()
                ? List.of()
                : List.of("rest://" + ListenAddress.of(address, "listen") + "/");
        InstanceDocument instance = new InstanceBuilder()
                .endpoints(endpoints)
                .hostName(address.getAddress().getHostAddress())
                .build();
        return store.registerItself(OWN_VERSION, instance, now());
    }

    /** Any thread. */
    HostedRegistryStatus status() {
        return status;
    }

    private void show() {
        // Without the registry itself, and so 0 where it isn't registered yet.
        int services = Math.max(0, store.serviceCount() - 1);
        int instances = Math.max(0, store.instanceCount() - 1);
        status = new HostedRegistryStatus(services, instances, watchers.count(), expired);
    }

    Api api() {
        return api;
    }

    private Moment now() {
        return new Moment(System.currentTimeMillis(), loop.now());
    }

    private void expire() {
        expired += store.instances().expire(now());
        show();
        awaitExpiry();
    }

    private void awaitExpiry() {
        long next = store.instances().nextExpiry();
        if (next != Long.MAX_VALUE) {
            leases.set(Math.clamp(next - loop.now(), 0, LONGEST_TIMER_NANOS));
        }
    }

    @Override
    public void onInstance(
            Action action,
            TenantKey tenant,
            ServiceDocument service,
            InstanceDocument instance,
            Collection<ServiceEntry> consumers) {
        watchers.tell(action, tenant, service, instance, consumers);
    }

    @Override
    public void onChanged() {
        writer.onChanged();
        show();
        awaitExpiry();
    }

    @Override
    public void onHeldBack(int heldBack, int all) {
        long times = heldBacks.happened();
        if (times == 0) {
            return;
        }
        log.warn(
                "the leases of {} of {} instances ran out within 2 s, which looks like a fault of this machine or its network:"
                        + " each is renewed once; instances that send no heartbeat until it ends are removed{}",
                heldBack,
                all,
                Repeated.text(times));
    }

    /**
     * Stops, and gives the state to the disk.
     *
     * @param saved called where it is there, or can't be
     */
    void end(Runnable saved) {
        watchers.close();
        leases.release();
        writer.last(saved);
    }
}
