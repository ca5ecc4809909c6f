package io.mesher.registry.client;

import io.mesher.core.catalog.CatalogSnapshot;
import io.mesher.core.catalog.Endpoint;
import io.mesher.core.catalog.Instance;
import io.mesher.core.catalog.LookupResult;
import io.mesher.core.catalog.Microservice;
import io.mesher.core.config.RegistrationConfig;
import io.mesher.core.config.RegistryConfig;
import io.mesher.core.config.RegistryConfig.Account;
import io.mesher.core.config.RegistryConfig.HeartbeatMode;
import io.mesher.core.name.ServiceIdentity;
import io.mesher.registry.client.register.OwnDocuments;
import io.mesher.registry.log.CapturedLog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;

/** A client of a {@link FakeRegistry}, at the test's time. Set what shall differ, then {@link #start}. */
final class ClientFixture {
    static final String INSTANCE_ID = "0123456789abcdef0123456789abcdef";
    static final Endpoint FIRST = new Endpoint("127.0.0.1", 30100);
    static final Endpoint SECOND = new Endpoint("127.0.0.2", 30100);

    final TestTiming timing = new TestTiming();
    final FakeRegistry registry = new FakeRegistry(timing);
    final Map<String, Long> used = new HashMap<>();
    /** Called with each question how often a service was called. */
    Runnable onUsageAsked = () -> {};

    List<Endpoint> addresses = List.of(FIRST);
    Account account;
    boolean discover = true;
    boolean registerInstance = true;
    boolean watch;
    boolean ipIndex;
    /** Whether the instance's id is kept in the directory, as that of a Mesher is. */
    boolean keepsId;

    /** Of the next start, where none is kept. */
    String newId = INSTANCE_ID;

    HeartbeatMode heartbeatMode = HeartbeatMode.REQUEST;
    Duration heartbeatInterval = Duration.ofSeconds(30);
    ServiceIdentity self = new ServiceIdentity("web", "shop", "1.0.0", "");
    RegistrationConfig registration = registration(false, Map.of(), Map.of());
    List<String> endpoints = List.of("rest://10.0.0.5:30101", "rest-admin://10.0.0.5:30102");
    CatalogSnapshot statics = CatalogSnapshot.of(List.of());
    Path directory;
    Executor disk = Runnable::run;

    RegistryClient client;

    ClientFixture(Path directory) {
        this.directory = directory;
        CapturedLog.clear();
    }

    static RegistrationConfig registration(
            boolean allowCrossApp, Map<String, String> properties, Map<String, String> instanceProperties) {
        return new RegistrationConfig(
                "host1", "10.0.0.5", "UP", allowCrossApp, properties, instanceProperties, List.of(), List.of(), null);
    }

    RegistryConfig config() {
        return new RegistryConfig(
                RegistryConfig.Type.SERVICE_CENTER,
                addresses,
                "default",
                account,
                discover,
                registerInstance,
                Duration.ofSeconds(30),
                watch,
                heartbeatMode,
                heartbeatInterval,
                ipIndex,
                Duration.ofSeconds(3));
    }

    ClientFixture start() {
        registry.ownApp = self.app();
        OwnDocuments own = new OwnDocuments(self, registration, endpoints, "0.1.0", heartbeatInterval, newId);
        client = new RegistryClient(
                timing,
                registry,
                config(),
                keepsId ? RegistryClient.withKeptId(own, disk, directory) : own,
                disk,
                directory,
                statics,
                name -> {
                    onUsageAsked.run();
                    return used.getOrDefault(name, 0L);
                },
                _ -> false,
                new SplittableRandom(1));
        client.start();
        timing.run();
        return this;
    }

    /** Starts, and lets the first second pass, so that nothing waits for its turn any more. */
    ClientFixture started() {
        start();
        advance(Duration.ofSeconds(5));
        registry.requests.clear();
        return this;
    }

    void advance(Duration by) {
        timing.advance(by);
    }

    void advanceSeconds(int seconds) {
        timing.advance(Duration.ofSeconds(seconds));
    }

    AtomicReference<LookupResult> ask(String name) {
        return ask("", name);
    }

    AtomicReference<LookupResult> ask(String app, String name) {
        AtomicReference<LookupResult> result = new AtomicReference<>();
        client.lookUp(app, name, heard -> {
            if (!result.compareAndSet(null, heard)) {
                throw new AssertionError("heard twice of " + name);
            }
        });
        return result;
    }

    LookupResult lookUp(String name) {
        AtomicReference<LookupResult> result = ask(name);
        timing.run();
        return result.get();
    }

    LookupResult lookUp(String app, String name) {
        AtomicReference<LookupResult> result = ask(app, name);
        timing.run();
        return result.get();
    }

    /** One of our own application's, to which no connection could be made. */
    void unreachable(String name, Instance instance) {
        client.unreachable(new Microservice(name, List.of(instance)), instance);
    }

    /** Ids of the instances that requests see; null when there is no such service. */
    List<String> ids(String name) {
        return ids("", name);
    }

    List<String> ids(String app, String name) {
        Microservice service = client.snapshot().find(app, name);
        if (service == null) {
            return null;
        }
        List<String> ids = new ArrayList<>();
        for (Instance instance : service.instances()) {
            ids.add(instance.id());
        }
        return ids;
    }

    Instance instance(String service, String id) {
        return client.snapshot().find(service).instances().stream()
                .filter(instance -> instance.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
