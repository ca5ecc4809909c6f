package io.mesher.it.registry;

import com.google.common.eventbus.EventBus;
import com.google.common.eventbus.Subscribe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.servicecomb.http.client.auth.RequestAuthHeaderProvider;
import org.apache.servicecomb.http.client.common.HttpConfiguration.SSLProperties;
import org.apache.servicecomb.service.center.client.RegistrationEvents.HeartBeatEvent;
import org.apache.servicecomb.service.center.client.RegistrationEvents.MicroserviceInstanceRegistrationEvent;
import org.apache.servicecomb.service.center.client.ServiceCenterAddressManager;
import org.apache.servicecomb.service.center.client.ServiceCenterClient;
import org.apache.servicecomb.service.center.client.ServiceCenterDiscovery;
import org.apache.servicecomb.service.center.client.ServiceCenterDiscovery.SubscriptionKey;
import org.apache.servicecomb.service.center.client.ServiceCenterRegistration;
import org.apache.servicecomb.service.center.client.ServiceCenterWatch;
import org.apache.servicecomb.service.center.client.model.Framework;
import org.apache.servicecomb.service.center.client.model.HealthCheck;
import org.apache.servicecomb.service.center.client.model.HealthCheckMode;
import org.apache.servicecomb.service.center.client.model.Microservice;
import org.apache.servicecomb.service.center.client.model.MicroserviceInstance;
import org.apache.servicecomb.service.center.client.model.MicroserviceInstanceStatus;
import org.apache.servicecomb.service.center.client.model.MicroserviceStatus;
import org.apache.servicecomb.service.center.client.model.SchemaInfo;
import org.apache.servicecomb.service.center.client.model.ServiceCenterConfiguration;
import org.java_websocket.handshake.ServerHandshake;
import org.springframework.core.env.StandardEnvironment;

/**
 * A microservice that registers, and finds others, with the official Java client, put together as Java chassis and
 * Spring Cloud do it: heartbeats each 15 s, a pull each 15 s, and a watch.
 */
final class OfficialJavaClient implements AutoCloseable {
    /** A lock for tests: all watches of a process share a flag of the client, by which one can miss another's event. */
    static final String WATCH = "watch of the official client";

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long INTERVAL_MILLIS = 15_000;

    private final EventBus events = new EventBus();
    private final SSLProperties plain = new SSLProperties();
    private final Microservice microservice;
    private final MicroserviceInstance instance = new MicroserviceInstance();
    private final ServiceCenterAddressManager addresses;
    private final ServiceCenterClient client;
    private final ServiceCenterRegistration registration;
    private final ServiceCenterDiscovery discovery;
    private final CountDownLatch watching = new CountDownLatch(1);
    private final ServiceCenterWatch watch;
    private final BlockingQueue<Boolean> registrations = new LinkedBlockingQueue<>();
    private final AtomicInteger heartbeats = new AtomicInteger();

    /** @param registry one or more addresses of it, as {@code http://host:port} */
    OfficialJavaClient(List<String> registry, String application, String name, String version) {
        this(registry, application, name, version, _ -> Map.of());
    }

    /** @param login what it adds to each request's head */
    OfficialJavaClient(
            List<String> registry, String application, String name, String version, RequestAuthHeaderProvider login) {
        microservice = new Microservice(name);
        microservice.setAppId(application);
        microservice.setVersion(version);
        microservice.setEnvironment("");
        microservice.setStatus(MicroserviceStatus.UP);
        Framework framework = new Framework();
        framework.setName("servicecomb-java-chassis");
        framework.setVersion("2.8.30");
        microservice.setFramework(framework);
        addresses = new ServiceCenterAddressManager("default", registry, "", "", events);
        client = new ServiceCenterClient(addresses, plain, login, "default", Map.of(), new StandardEnvironment())
                .setEventBus(events);
        registration = new ServiceCenterRegistration(client, new ServiceCenterConfiguration(), events)
                .setMicroservice(microservice)
                .setMicroserviceInstance(instance)
                .setSchemaInfos(new ArrayList<SchemaInfo>())
                .setHeartBeatInterval(INTERVAL_MILLIS);
        discovery = new ServiceCenterDiscovery(client, events).setPollInterval(INTERVAL_MILLIS);
        watch = new ServiceCenterWatch(addresses, plain, login, "default", Map.of(), events) {
            @Override
            public void onOpen(ServerHandshake handshake) {
                super.onOpen(handshake);
                watching.countDown();
            }
        };
        events.register(this);
    }

    /** Registers with these endpoints, none for one that only calls, and waits for it. From then on it sends heartbeats. */
    void register(String... endpoints) throws InterruptedException {
        HealthCheck check = new HealthCheck();
        check.setMode(HealthCheckMode.push);
        check.setInterval((int) (INTERVAL_MILLIS / 1000));
        check.setTimes(3);
        instance.setHealthCheck(check);
        instance.setEndpoints(List.of(endpoints));
        instance.setHostName("localhost");
        instance.setStatus(MicroserviceInstanceStatus.UP);
        registration.startRegistration();
        awaitRegistration();
    }

    /** Waits for the next time that it is registered. */
    void awaitRegistration() throws InterruptedException {
        if (registrations.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS) == null) {
            throw new AssertionError(microservice.getServiceName() + " was not registered");
        }
    }

    String serviceId() {
        return microservice.getServiceId();
    }

    String instanceId() {
        return instance.getInstanceId();
    }

    /** That were answered as they should be. */
    int heartbeats() {
        return heartbeats.get();
    }

    /** The client itself, for single calls. */
    ServiceCenterClient calls() {
        return client;
    }

    /** Begins to pull; what was found before and is still the same isn't told again. */
    void discover(String application, String service) {
        discovery.updateMyselfServiceId(serviceId());
        discovery.registerIfNotPresent(new SubscriptionKey(application, service));
        discovery.startDiscovery();
    }

    /** Opens its watch, and waits until it is open. */
    void watch() throws InterruptedException {
        watch.startWatch("default", serviceId());
        if (!watching.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("the watch of " + microservice.getServiceName() + " was not opened");
        }
    }

    /** Where the instances that it knows now are called. */
    List<String> known(String application, String service) {
        List<MicroserviceInstance> known = discovery.getInstanceCache(new SubscriptionKey(application, service));
        return known == null
                ? List.of()
                : known.stream()
                        .flatMap(found -> found.getEndpoints().stream())
                        .filter(endpoint -> endpoint.startsWith("rest://"))
                        .toList();
    }

    /** As Java chassis does at its end. */
    void unregister() {
        close();
        client.deleteMicroserviceInstance(serviceId(), instanceId());
    }

    @Subscribe
    public void onRegistration(MicroserviceInstanceRegistrationEvent event) {
        if (event.isSuccess()) {
            registrations.add(true);
        }
    }

    @Subscribe
    public void onHeartbeat(HeartBeatEvent event) {
        if (event.isSuccess()) {
            heartbeats.incrementAndGet();
        }
    }

    /** Begins no task any more; one that is waiting for its time ends by then. */
    @Override
    public void close() {
        watch.stop();
        // Each waits for its sleeping task, for up to 10 s.
        Thread.ofVirtual().start(discovery::stop);
        Thread.ofVirtual().start(registration::stop);
    }
}
