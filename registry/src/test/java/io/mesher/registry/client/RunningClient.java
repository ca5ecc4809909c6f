package io.mesher.registry.client;

import static org.awaitility.Awaitility.await;

import io.mesher.core.catalog.CatalogSnapshot;
import io.mesher.core.catalog.Endpoint;
import io.mesher.core.catalog.LookupResult;
import io.mesher.core.catalog.Microservice;
import io.mesher.core.config.RegistryConfig;
import io.mesher.core.config.RegistryConfig.Account;
import io.mesher.core.config.RegistryConfig.HeartbeatMode;
import io.mesher.core.name.ServiceIdentity;
import io.mesher.net.client.CallerSettings;
import io.mesher.net.client.PooledCaller;
import io.mesher.net.loop.EventLoop;
import io.mesher.net.pool.NameResolver;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A client with a loop, timers and sockets of its own. Closing it fails the test if something failed on its loop. */
final class RunningClient implements AutoCloseable {
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final EventLoop loop = new EventLoop("test-client", failures::add);
    private final NameResolver resolver = new NameResolver();
    private final PooledCaller caller = new PooledCaller(loop, resolver, CallerSettings.DEFAULT);
    private final RegistryClient client;

    /** What differs between tests. */
    record Options(Duration refresh, boolean watch, HeartbeatMode mode, Account account) {
        static final Options QUICK = new Options(Duration.ofMillis(300), false, HeartbeatMode.REQUEST, null);
        static final Options WATCHING = new Options(Duration.ofHours(1), true, HeartbeatMode.REQUEST, null);
    }

    /** @param port of the service's endpoint; 0 for a service that only calls others */
    RunningClient(Endpoint registry, Path directory, String name, int port, Options options) {
        this(registry, directory, new ServiceIdentity(name, "shop", "1.0.0", ""), false, port, options);
    }

    RunningClient(
            Endpoint registry, Path directory, ServiceIdentity self, boolean allowCrossApp, int port, Options options) {
        RegistryConfig config = new RegistryConfig(
                RegistryConfig.Type.SERVICE_CENTER,
                List.of(registry),
                "default",
                options.account(),
                true,
                true,
                options.refresh(),
                options.watch(),
                options.mode(),
                Duration.ofMillis(300),
                false,
                Duration.ofSeconds(3));
        client = new RegistryClient(
                loop,
                caller,
                config,
                ClientFixture.registration(allowCrossApp, Map.of(), Map.of("zone", "z")),
                self,
                port == 0 ? List.of() : List.of("rest://127.0.0.1:" + port),
                Runnable::run,
                directory,
                CatalogSnapshot.of(List.of()),
                "0.1.0",
                _ -> 0L,
                _ -> false);
        loop.start();
        client.start();
    }

    RegistryClient client() {
        return client;
    }

    LookupResult lookUp(String name) {
        return lookUp("", name);
    }

    LookupResult lookUp(String app, String name) {
        CompletableFuture<LookupResult> result = new CompletableFuture<>();
        client.lookUp(app, name, result::complete);
        return result.orTimeout(10, TimeUnit.SECONDS).join();
    }

    /** Waits until a look-up finds so many instances. */
    void awaitFound(String name, int count) {
        await().atMost(Duration.ofMinutes(2))
                .until(() -> lookUp(name) instanceof LookupResult.Found
                        && ports(name).size() == count);
    }

    /** Ports of the instances that requests see. */
    List<Integer> ports(String name) {
        return ports("", name);
    }

    List<Integer> ports(String app, String name) {
        Microservice service = client.snapshot().find(app, name);
        return service == null
                ? List.of()
                : service.instances().stream()
                        .map(instance -> instance.endpoint().port())
                        .sorted()
                        .toList();
    }

    void unregister() {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        client.unregister(() -> done.complete(true));
        done.orTimeout(10, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        client.close();
        CompletableFuture<Boolean> closed = new CompletableFuture<>();
        loop.execute(() -> {
            caller.close();
            closed.complete(true);
        });
        closed.orTimeout(10, TimeUnit.SECONDS).join();
        loop.close();
        resolver.close();
        if (!failures.isEmpty()) {
            throw new AssertionError("a defect of the client", failures.getFirst());
        }
    }
}
