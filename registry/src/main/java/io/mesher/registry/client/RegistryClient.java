package io.mesher.registry.client;

import io.mesher.core.catalog.Catalog;
import io.mesher.core.catalog.CatalogSnapshot;
import io.mesher.core.catalog.Instance;
import io.mesher.core.catalog.LookupResult;
import io.mesher.core.catalog.Microservice;
import io.mesher.core.catalog.SourceIndex;
import io.mesher.core.config.RegistrationConfig;
import io.mesher.core.config.RegistryConfig;
import io.mesher.core.name.ServiceIdentity;
import io.mesher.core.telemetry.RegistryStatus;
import io.mesher.net.client.Caller;
import io.mesher.net.file.Disk;
import io.mesher.net.loop.EventLoop;
import io.mesher.registry.client.answer.ServiceName;
import io.mesher.registry.client.call.Reachability;
import io.mesher.registry.client.keep.InstanceIdFile;
import io.mesher.registry.client.loop.DefectGuard;
import io.mesher.registry.client.loop.Timing;
import io.mesher.registry.client.register.OwnDocuments;
import io.mesher.registry.wire.JsonReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Mesher's part in the registry: registers the service and its instance, and finds others for the request path. Never waits for
 * the registry and loses nothing with it: services stay as they were last known, across a restart too.
 *
 * <p>Works on one event loop, which should serve no traffic. {@link #snapshot}, {@link #lookUp} and {@link #unreachable} are
 * for any thread, and so are the methods of its life.
 */
public final class RegistryClient implements Catalog, AutoCloseable {
    private static final LookupResult FOUND = new LookupResult.Found();

    private final Timing timing;
    private final ClientParts parts;
    /** What fails must not keep the rest from beginning, or the end from being heard. */
    private final DefectGuard defects;

    /**
     * Does nothing before {@link #start}.
     *
     * Reads the file of the instance's id: not for an event loop.
     *
     * @param loop for all of it; not closed by this
     * @param caller of that loop; not closed by this
     * @param config not {@link RegistryConfig.Type#DISABLED}
     * @param disk runs what may wait for the disk, in its order; what it has when this is closed belongs to the end
     * @param dataDirectory for the last known services and the instance's id; made when needed
     * @param statics configured services, which win over found ones and are never asked for
     * @param endpoints where others reach this Mesher: {@code rest://10.0.0.5:30101}, {@code rest-admin://10.0.0.5:30102}; without
     *     a {@code rest://} one nobody sends requests here, as for a service that only calls others
     * @param frameworkVersion Mesher's, for the registry's users to see
     * @param requests how many requests went to services of a name so far, of whichever application; asked now and then on the
     *     loop, and may be late by a little
     * @param secured whether instances of a service that want TLS can be called
     */
    public RegistryClient(
            EventLoop loop,
            Caller caller,
            RegistryConfig config,
            RegistrationConfig registration,
            ServiceIdentity self,
            List<String> endpoints,
            Executor disk,
            Path dataDirectory,
            CatalogSnapshot statics,
            String frameworkVersion,
            ToLongFunction<String> requests,
            Predicate<String> secured) {
        this(
                Timing.of(loop),
                caller,
                config,
                withKeptId(
                        new OwnDocuments(
                                self,
                                registration,
                                List.copyOf(endpoints),
                                frameworkVersion,
                                config.heartbeatInterval(),
                                newId(registration, endpoints)),
                        disk,
                        dataDirectory),
                disk,
                dataDirectory,
                statics,
                requests,
                secured,
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
            ToLongFunction<String> requests,
            Predicate<String> secured,
            RandomGenerator random) {
        this.timing = timing;
        this.defects = DefectGuard.reporting(timing);
        this.parts =
                new ClientParts(timing, caller, config, own, disk, dataDirectory, statics, requests, secured, random);
    }

    /**
     * An instance that crashed and came back is the same one. Who gets no requests needs no kept id, and several of those can't be
     * told apart.
     */
    static OwnDocuments withKeptId(OwnDocuments own, Executor disk, Path dataDirectory) {
        if (!own.takesRequests() || own.self().isUnnamed()) {
            return own;
        }
        InstanceIdFile file =
                new InstanceIdFile(dataDirectory, own.self(), own.endpoints(), own.instanceFacts(), new Disk());
        String kept = file.load();
        if (kept != null) {
            return own.known(kept);
        }
        disk.execute(() -> file.write(own.instanceId()));
        return own;
    }

    /**
     * As the registry makes them. Different for whoever else starts at this very moment elsewhere; that nobody can guess it isn't
     * needed, and SecureRandom would cost the start 9 ms.
     */
    private static String newId(RegistrationConfig registration, List<String> endpoints) {
        RandomGenerator random = ThreadLocalRandom.current();
        long place = (long) registration.hostName().hashCode() << 32 ^ endpoints.hashCode();
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
            defects.run(parts.registration::start);
            if (parts.config.discover()) {
                defects.run(() -> parts.file.load().forEach(this::remember));
                parts.refresh.soon();
            }
            if (parts.config.ipIndex()) {
                parts.sources.start();
            }
        });
    }

    /**
     * Whether callers shall be sent to this instance. It is registered with what is so at that time, and the registry is told until
     * it says so. Any thread.
     */
    public void status(boolean up) {
        timing.execute(() -> parts.status.set(up));
    }

    /**
     * Takes the instance off the registry, so that no new requests come. What others do is found as before.
     *
     * @param done called once on the event loop, within the time-out for a call
     */
    public void unregister(Runnable done) {
        timing.execute(() -> {
            parts.heartbeat.stop();
            parts.status.stop();
            parts.watch.stop();
            defects.run(parts.saving::flush);
            parts.discovery.leaving(true);
            parts.registration.unregister(done);
        });
    }

    /** Registers again what {@link #unregister} took off, once that is over; else does nothing. */
    public void register() {
        timing.execute(parts.registration::resume);
    }

    /** Ends all of it, without unregistering. The listener of a look-up under way may hear nothing. */
    @Override
    public void close() {
        timing.execute(parts::close);
    }

    @Override
    public CatalogSnapshot snapshot() {
        return parts.services.snapshot();
    }

    @Override
    public void lookUp(String app, String name, LookupListener listener) {
        ServiceName service = ServiceName.of(app, name, parts.self.app());
        if (parts.services.isStatic(service)) {
            listener.onLookup(FOUND);
        } else if (!parts.config.discover()) {
            listener.onLookup(parts.services.snapshot().absent(app, name));
        } else {
            timing.execute(() -> parts.lookups.lookUp(service, listener));
        }
    }

    @Override
    public void unreachable(Microservice service, Instance instance) {
        ServiceName name = ServiceName.of(service.app(), service.name(), parts.self.app());
        if (parts.config.discover() && !parts.services.isStatic(name)) {
            timing.execute(() -> {
                parts.lookups.askAgain(name, instance);
                parts.discovery.unreachable(name, instance);
            });
        }
    }

    /**
     * Which of these names no service has, of whichever application. The registry is asked for its list unless a fresh one is there.
     *
     * @param names of services that are called, of our own application
     * @param done called on the event loop with the absent names, each with that of a service that may be meant, or empty; not called
     *     if the registry doesn't list its services
     */
    public void absent(Collection<String> names, Consumer<Map<String, String>> done) {
        if (parts.config.discover()) {
            List<ServiceName> asked = new ArrayList<>();
            names.forEach(name -> asked.add(ServiceName.of("", name, parts.self.app())));
            timing.execute(() -> parts.spellings.absent(asked, done));
        }
    }

    /** Under which the instance is registered: 32 hexadecimal digits. Any thread. */
    public String instanceId() {
        return parts.instanceId;
    }

    /** How it stands with the registry at present. Any thread. */
    public RegistryStatus status() {
        Reachability.AskedAddress asked = parts.reachability.asked();
        int services = 0;
        int instances = 0;
        for (Microservice service : snapshot().all()) {
            services++;
            instances += service.instances().size();
        }
        return new RegistryStatus(
                asked.address().authority(),
                asked.staleSince(),
                parts.registration.shown(),
                parts.heartbeat.shown(),
                parts.watch.isOpen(),
                services,
                instances,
                parts.lookups.shown(),
                parts.refresh.shown());
    }

    @Override
    public @Nullable SourceIndex sources() {
        return parts.config.ipIndex() ? parts.sources : null;
    }

    private void remember(ServiceName name, List<Instance> instances) {
        if (!parts.services.isStatic(name)) {
            parts.services.add(name).remember(instances);
        }
    }
}
