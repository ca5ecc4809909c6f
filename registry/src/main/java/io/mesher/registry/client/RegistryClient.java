package io.mesher.registry.client;

import io.mesher.core.catalog.Catalog;
import io.mesher.core.catalog.CatalogSnapshot;
import io.mesher.core.catalog.Instance;
import io.mesher.core.catalog.LookupResult;
import io.mesher.core.catalog.Microservice;
import io.mesher.core.config.RegistrationConfig;
import io.mesher.core.config.RegistryConfig;
import io.mesher.core.name.ServiceIdentity;
import io.mesher.core.telemetry.RegistryStatus;
import io.mesher.net.client.Caller;
import io.mesher.net.file.Disk;
import io.mesher.net.loop.EventLoop;
import io.mesher.registry.wire.EventDocument;
import io.mesher.registry.wire.JsonReader;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/**
 * Mesher's part in the registry: registers the service and its instance, and finds others for the request path. Never waits for
 * the registry and loses nothing with it: services stay as they were last known, across a restart too.
 *
 * <p>Works on one event loop, which should serve no traffic. {@link #snapshot}, {@link #lookUp} and {@link #unreachable} are
 * for any thread, and so are the methods of its life.
 */
public final class RegistryClient implements Catalog, AutoCloseable {
    private static final LookupResult NO_SUCH_SERVICE = new LookupResult.NoSuchService();
    private static final LookupResult FOUND = new LookupResult.Found();

    private final Timing timing;
    private final RegistryConfig config;
    private final String ownApp;
    private final boolean registersInstance;
    private final Reachability reachability;
    private final Services services;
    private final Discovery discovery;
    private final Lookups lookups;
    private final Refresh refresh;
    private final Registration registration;
    private final Heartbeat heartbeat;
    private final InstanceStatus status;
    private final Watch watch;
    private final Sources sources;
    private final CatalogFile file;
    private final CatalogSaving saving;
    private final StatusBoard board;

    /**
     * Does nothing before {@link #start}.
     *
     * @param loop for all of it; not closed by this
     * @param caller of that loop; not closed by this
     * @param config not {@link RegistryConfig.Type#DISABLED}
     * @param disk runs what may wait for the disk, in its order; what it has when this is closed belongs to the end
     * @param dataDirectory for the last known services; made when needed
     * @param statics configured services, which win over found ones and are never asked for
     * @param frameworkVersion Mesher's, for the registry's users to see
     */
    public RegistryClient(
            EventLoop loop,
            Caller caller,
            RegistryConfig config,
            RegistrationConfig registration,
            ServiceIdentity self,
            RegistrationEndpoints endpoints,
            Executor disk,
            Path dataDirectory,
            CatalogSnapshot statics,
            String frameworkVersion,
            UsageCounts usage) {
        this(
                Timing.of(loop),
                caller,
                config,
                new OwnDocuments(
                        self,
                        registration,
                        endpoints,
                        frameworkVersion,
                        config.heartbeatInterval(),
                        newId(registration, endpoints)),
                disk,
                dataDirectory,
                statics,
                usage,
                new SplittableRandom());
    }

    RegistryClient(
            Timing timing,
            Caller caller,
            RegistryConfig config,
            OwnDocuments own,
            Executor disk,
            Path dataDirectory,
            CatalogSnapshot statics,
            UsageCounts usage,
            RandomGenerator random) {
        long timeoutNanos = config.timeout().toNanos();
        long refreshNanos = config.refreshInterval().toNanos();
        ServiceIdentity self = own.self();
        String fields = "Content-Type: application/json\r\nUser-Agent: mesher/" + own.frameworkVersion()
                + "\r\nX-Domain-Name: default\r\n";
        this.timing = timing;
        this.config = config;
        this.ownApp = self.app();
        this.registersInstance = config.registerInstance() && !self.isUnnamed();
        AddressPool pool = new AddressPool(config.addresses());
        this.board = new StatusBoard(timing, pool.preferred());
        this.reachability = new Reachability(
                timing, caller, pool, config.project(), fields, config.timeout(), board, this::onReachable);
        Failover failover = new Failover(timing, caller, reachability, fields);
        Tokens tokens = new Tokens(timing, failover, config.account(), config.timeout(), random);
        RegistryCalls calls = new RegistryCalls(timing, failover, tokens);
        Sockets sockets = new Sockets(timing, caller, pool, tokens, failover, config.timeout());
        RegistryApi api = new RegistryApi(calls, config.project(), timeoutNanos);
        FindApi find = new FindApi(calls, config.project(), self);
        Events events = new Events();
        Runnable onLost = events::onUnknownConsumer;
        this.services = new Services(timing, self.app(), statics, refreshNanos, this::onServicesChanged);
        this.discovery = new Discovery(timing, services, usage, self, events);
        this.lookups = new Lookups(timing, find, discovery, pool, timeoutNanos, board);
        this.refresh =
                new Refresh(timing, find, discovery, pool, config.refreshInterval(), timeoutNanos, random, board);
        this.status = new InstanceStatus(timing, api, own.config().status(), random, onLost);
        this.registration = new Registration(
                timing, api, own, status, config.registerInstance(), timeoutNanos, random, board, events);
        this.heartbeat = new Heartbeat(
                timing, api, sockets, config.heartbeatMode(), config.heartbeatInterval(), random, board, onLost);
        this.watch = new Watch(timing, api, sockets, random, board, events);
        this.sources = new Sources(timing, api, config.refreshInterval(), random);
        this.file = new CatalogFile(dataDirectory, self, timing::epochMillis, new Disk());
        this.saving = new CatalogSaving(timing, disk, file, services::lastKnown);
        board.knows(statics);
    }

    /**
     * As the registry makes them. Different for whoever else starts at this very moment elsewhere; that nobody can guess it isn't
     * needed, and SecureRandom would cost the start 9 ms.
     */
    private static String newId(RegistrationConfig registration, RegistrationEndpoints endpoints) {
        RandomGenerator random = ThreadLocalRandom.current();
        long place = (long) registration.hostName().hashCode() << 32
                ^ endpoints.endpoints().hashCode();
        return new UUID(random.nextLong(), random.nextLong() ^ place).toString().replace("-", "");
    }

    /**
     * Does what the first answer of a registry would wait for otherwise: the parser's first use costs some 20 ms, most of it for
     * tables of the JDK's BigDecimal. Any thread.
     */
    public static void prepare() {
        JsonReader.prepare();
    }

    /** Begins to register, and to find again what an earlier run knew. */
    public void start() {
        timing.execute(() -> {
            registration.start();
            if (config.discover()) {
                file.load().forEach(this::remember);
                refresh.soon();
            }
            if (config.ipIndex()) {
                sources.start();
            }
        });
    }

    /**
     * Whether callers shall be sent to this instance. It is registered with what is so at that time, and the registry is told until
     * it says so. Any thread.
     */
    public void status(boolean up) {
        timing.execute(() -> status.set(up));
    }

    /**
     * Takes the instance off the registry, so that no new requests come. What others do is found as before.
     *
     * @param done called once on the event loop, within the time-out for a call
     */
    public void unregister(Runnable done) {
        timing.execute(() -> {
            heartbeat.stop();
            status.stop();
            watch.stop();
            saving.flush();
            discovery.leaving(true);
            registration.unregister(done);
        });
    }

    /** Registers again what {@link #unregister} took off, once that is over; else does nothing. */
    public void register() {
        timing.execute(registration::resume);
    }

    /** Ends all of it, without unregistering. The listener of a look-up under way may hear nothing. */
    @Override
    public void close() {
        timing.execute(() -> {
            registration.close();
            heartbeat.close();
            status.close();
            watch.close();
            refresh.close();
            sources.close();
            reachability.close();
            services.close();
            saving.close();
        });
    }

    @Override
    public CatalogSnapshot snapshot() {
        return services.snapshot();
    }

    @Override
    public void lookUp(String app, String name, LookupListener listener) {
        ServiceName service = ServiceName.of(app, name, ownApp);
        if (services.isStatic(service)) {
            listener.onLookup(FOUND);
        } else if (!config.discover()) {
            listener.onLookup(NO_SUCH_SERVICE);
        } else {
            timing.execute(() -> lookups.lookUp(service, listener));
        }
    }

    @Override
    public void unreachable(Microservice service, Instance instance) {
        ServiceName name = ServiceName.of(service.app(), service.name(), ownApp);
        if (config.discover() && !services.isStatic(name)) {
            timing.execute(() -> {
                lookups.askAgain(name, instance);
                discovery.unreachable(name, instance);
            });
        }
    }

    /** How it stands with the registry at present. Any thread. */
    public RegistryStatus status() {
        return board.present();
    }

    /** Which service calls from where; empty unless {@link RegistryConfig#ipIndex}. */
    public SourceIndex sources() {
        return sources;
    }

    private void remember(ServiceName name, List<Instance> instances) {
        if (!services.isStatic(name)) {
            services.add(name).remember(instances);
        }
    }

    private void onReachable() {
        if (!registersInstance) {
            // No heartbeat of ours will tell whether it came back empty.
            discovery.distrust();
        } else if (!registration.isRegistered()) {
            // Likewise, or it is another one, which begins empty.
            discovery.mayLackSome();
        }
        registration.reachable();
        heartbeat.now();
        status.doubted();
        refresh.soon();
    }

    private void onServicesChanged() {
        saving.changed();
        board.knows(services.snapshot());
    }

    /** What one part has to tell the others. */
    private final class Events implements Registration.Listener, Discovery.Listener, Watch.Listener {
        @Override
        public void onService(String serviceId) {
            discovery.consumer(serviceId);
            if (config.discover()) {
                refresh.wholeSoon();
                if (config.watch()) {
                    watch.start(serviceId);
                }
            }
        }

        @Override
        public void onInstance(String serviceId, String instanceId) {
            discovery.leaving(false);
            heartbeat.start(serviceId, instanceId);
            status.registered(serviceId, instanceId);
        }

        @Override
        public void onLost() {
            heartbeat.stop();
            status.stop();
            watch.stop();
            discovery.consumer("");
            discovery.distrust();
        }

        @Override
        public void onSuspicion() {
            heartbeat.now();
        }

        @Override
        public void onUnknownConsumer() {
            registration.lost();
        }

        @Override
        public void onEvent(EventDocument event) {
            discovery.event(event);
            lookups.changed(discovery.name(event));
        }

        @Override
        public void onCut() {
            registration.interrupted();
            status.doubted();
        }

        @Override
        public void onStale() {
            refresh.soon();
        }

        @Override
        public void onAdded() {
            watch.added();
        }
    }
}
