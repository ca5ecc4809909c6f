package io.mesher.registry.client;

import io.mesher.core.catalog.CatalogSnapshot;
import io.mesher.core.catalog.Instance;
import io.mesher.core.config.RegistryConfig;
import io.mesher.core.name.ServiceIdentity;
import io.mesher.net.client.Caller;
import io.mesher.net.file.Disk;
import io.mesher.registry.client.answer.ServiceName;
import io.mesher.registry.client.call.AddressPool;
import io.mesher.registry.client.call.Failover;
import io.mesher.registry.client.call.FindApi;
import io.mesher.registry.client.call.Reachability;
import io.mesher.registry.client.call.RegistrationApi;
import io.mesher.registry.client.call.RegistryCalls;
import io.mesher.registry.client.call.Sockets;
import io.mesher.registry.client.call.TokenKeeper;
import io.mesher.registry.client.find.Discovery;
import io.mesher.registry.client.find.KnownServices;
import io.mesher.registry.client.find.Lookups;
import io.mesher.registry.client.find.Refresh;
import io.mesher.registry.client.find.ServiceList;
import io.mesher.registry.client.find.Sources;
import io.mesher.registry.client.find.Spellings;
import io.mesher.registry.client.find.Watch;
import io.mesher.registry.client.keep.CatalogFile;
import io.mesher.registry.client.keep.CatalogSaving;
import io.mesher.registry.client.loop.Timing;
import io.mesher.registry.client.register.Heartbeat;
import io.mesher.registry.client.register.InstanceStatus;
import io.mesher.registry.client.register.OwnDocuments;
import io.mesher.registry.client.register.Registration;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.random.RandomGenerator;

/** Makes the parts of the client and links them. What one reports to the others goes through {@link ClientEvents}. */
final class ClientParts {
    final RegistryConfig config;
    final ServiceIdentity self;
    final Reachability reachability;
    final String instanceId;
    final KnownServices services;
    final Discovery discovery;
    final Spellings spellings;
    final Lookups lookups;
    final Refresh refresh;
    final Registration registration;
    final Heartbeat heartbeat;
    final InstanceStatus status;
    final Watch watch;
    final Sources sources;
    final CatalogFile file;
    final CatalogSaving saving;

    ClientParts(
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
        this.config = config;
        this.self = own.self();
        this.instanceId = own.instanceId();
        long timeoutNanos = config.timeout().toNanos();
        String fields = "Content-Type: application/json\r\nUser-Agent: mesher/" + own.frameworkVersion()
                + "\r\nX-Domain-Name: default\r\n";
        ClientEvents events = new ClientEvents(this);
        Runnable onLost = events::onUnknownConsumer;

        AddressPool pool = new AddressPool(config.addresses());
        this.reachability =
                new Reachability(timing, caller, pool, config.project(), fields, config.timeout(), events::onReachable);
        Failover failover = new Failover(timing, caller, reachability, fields);
        TokenKeeper tokens = new TokenKeeper(timing, failover, config.account(), config.timeout(), random);
        RegistryCalls calls = new RegistryCalls(timing, failover, tokens);
        Sockets sockets = new Sockets(timing, caller, pool, tokens, failover, config.timeout());
        RegistrationApi api = new RegistrationApi(calls, config.project(), timeoutNanos);
        FindApi find = new FindApi(calls, config.project(), self);

        this.file = new CatalogFile(dataDirectory, self, timing::epochMillis, new Disk());
        this.saving = new CatalogSaving(timing, disk, file, this::lastKnown);
        this.services = new KnownServices(
                timing,
                self.app(),
                config.discover() ? statics : statics.complete(),
                config.refreshInterval().toNanos(),
                secured,
                saving::changed);
        this.discovery = new Discovery(timing, services, requests, self, events);
        ServiceList list = new ServiceList(timing, find, discovery, config.refreshInterval(), timeoutNanos);
        this.spellings = new Spellings(services, list);
        this.lookups = new Lookups(timing, find, discovery, spellings, pool, timeoutNanos);
        this.refresh =
                new Refresh(timing, find, discovery, spellings, pool, config.refreshInterval(), timeoutNanos, random);
        this.watch = new Watch(timing, api, sockets, random, events);
        this.sources = new Sources(timing, api, config.refreshInterval(), random);

        this.status = new InstanceStatus(timing, api, own.config().status(), random, onLost);
        if (own.isKnown()) {
            status.mayBeOld();
        }
        this.registration =
                new Registration(timing, api, own, status, config.registerInstance(), timeoutNanos, random, events);
        this.heartbeat =
                new Heartbeat(timing, api, sockets, config.heartbeatMode(), config.heartbeatInterval(), random, onLost);
    }

    private Map<ServiceName, List<Instance>> lastKnown() {
        return services.lastKnown();
    }

    boolean registersInstance() {
        return config.registerInstance() && !self.isUnnamed();
    }

    void close() {
        registration.close();
        heartbeat.close();
        status.close();
        watch.close();
        refresh.close();
        sources.close();
        reachability.close();
        services.close();
        saving.close();
    }
}
