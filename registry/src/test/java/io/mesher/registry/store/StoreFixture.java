package io.mesher.registry.store;

import io.mesher.registry.wire.InstanceBuilder;
import io.mesher.registry.wire.InstanceDocument;
import io.mesher.registry.wire.InstanceDocument.HealthCheck;
import io.mesher.registry.wire.ServiceBuilder;
import io.mesher.registry.wire.ServiceDocument;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** A store with a clock that the test moves, and what it told its listener. */
final class StoreFixture implements StoreListener {
    static final long SECOND = 1_000_000_000L;

    final List<String> events = new ArrayList<>();
    final List<String> heldBack = new ArrayList<>();
    final RegistryStore store;
    int changes;
    private Moment now = new Moment(1_800_000_000_000L, 77);

    StoreFixture() {
        this(Quota.DEFAULT);
    }

    /** Instances whose leases ran out. */
    int expired;

    StoreFixture(Quota quota) {
        store = new RegistryStore(this, quota, now);
    }

    Moment now() {
        return now;
    }

    /** Lets time pass, second by second, with the expiries that are due. */
    void pass(int seconds) {
        for (int i = 0; i < seconds; i++) {
            now = new Moment(now.epochMillis() + 1000, now.nanos() + SECOND);
            if (store.instances().nextExpiry() <= now.nanos()) {
                expired += store.instances().expire(now);
            }
        }
    }

    String service(String app, String name) throws Refusal {
        return service(TenantKey.DEFAULT, new ServiceBuilder().appId(app).serviceName(name));
    }

    String service(TenantKey tenant, ServiceBuilder service) throws Refusal {
        ServiceDocument document = service.build();
        ServiceRules.check(document);
        return store.services().create(tenant, document, now).document().serviceId();
    }

    String instance(String serviceId, String id) throws Refusal {
        return instance(serviceId, id, 30);
    }

    /** The lease lasts four intervals. */
    String instance(String serviceId, String id, int interval) throws Refusal {
        InstanceDocument document = new InstanceBuilder()
                .instanceId(id)
                .hostName("h")
                .endpoints(List.of("rest://127.0.0.1:7001"))
                .healthCheck(new HealthCheck("push", 0, interval, 3, ""))
                .build();
        return store.instances().register(TenantKey.DEFAULT, serviceId, document, now);
    }

    void heartbeat(String serviceId, String id) throws Refusal {
        store.instances().heartbeat(TenantKey.DEFAULT, serviceId, id, now);
    }

    boolean lives(String serviceId, String id) {
        return store.instances().find(TenantKey.DEFAULT, serviceId, id) != null;
    }

    Found find(String consumerId, String app, String name) throws Refusal {
        return store.finder().find(new FindQuery(TenantKey.DEFAULT, consumerId, new NameKey("", app, name), List.of()));
    }

    static List<String> ids(Found found) {
        return found.instances().stream()
                .map(instance -> instance.document().instanceId())
                .toList();
    }

    @Override
    public void onInstance(
            Action action,
            TenantKey tenant,
            ServiceDocument service,
            InstanceDocument instance,
            Collection<ServiceEntry> consumers) {
        events.add(action + " " + service.serviceName() + " " + instance.instanceId() + " to "
                + consumers.stream()
                        .map(consumer -> consumer.document().serviceName())
                        .toList());
    }

    @Override
    public void onChanged() {
        changes++;
    }

    @Override
    public void onHeldBack(int count, int all) {
        heldBack.add(count + " of " + all);
    }
}
