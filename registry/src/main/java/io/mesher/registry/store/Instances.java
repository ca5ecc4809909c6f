package io.mesher.registry.store;

import io.mesher.registry.store.StoreListener.Action;
import io.mesher.registry.wire.ErrorCode;
import io.mesher.registry.wire.InstanceDocument;
import io.mesher.registry.wire.InstanceDocument.HealthCheck;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Instances and their leases. Fields were checked before. */
public final class Instances {
    private static final int DEFAULT_INTERVAL = 30;
    private static final int DEFAULT_TIMES = 3;
    private static final int MIN_INTERVAL = 5;
    private static final int MIN_TIMES = 3;

    private final State state;

    Instances(State state) {
        this.state = state;
    }

    /**
     * Registers an instance. One of this id that lives is only given a new lease; without an id, one that has the same endpoints
     * is the same, as in the Service Center, and becomes what is said now. Returns its id.
     */
    public String register(TenantKey key, String serviceId, InstanceDocument wanted, Moment now) throws Refusal {
        ServiceEntry service = state.own(key, serviceId);
        if (service == null) {
            throw new Refusal(ErrorCode.NO_SUCH_SERVICE, "Invalid 'serviceID' in request body.");
        }
        if (State.isGlobal(service)) {
            throw State.notYours();
        }
        InstanceEntry known = service.ownInstances().get(wanted.instanceId());
        if (known != null) {
            state.leases.renew(known, now.nanos());
            return wanted.instanceId();
        }
        InstanceEntry same = wanted.instanceId().isEmpty() ? at(service, wanted.endpoints()) : null;
        if (same != null) {
            return registerAgain(same, wanted, now);
        }
        Quota.check("instances", state.instances + 1L, state.quota.instances());
        InstanceEntry entry = new InstanceEntry(service, withDefaults(service, wanted, now), state.nextRevision());
        state.checkRoom(entry.bytes());
        add(entry, now);
        tell(Action.CREATE, entry);
        return entry.document().instanceId();
    }

    private static @Nullable InstanceEntry at(ServiceEntry service, List<String> endpoints) {
        if (endpoints.isEmpty()) {
            return null;
        }
        for (InstanceEntry entry : service.ownInstances().values()) {
            if (entry.document().endpoints().equals(endpoints)) {
                return entry;
            }
        }
        return null;
    }

    private String registerAgain(InstanceEntry entry, InstanceDocument wanted, Moment now) throws Refusal {
        InstanceDocument before = entry.document();
        String id = before.instanceId();
        InstanceDocument document =
                withDefaults(entry.service(), wanted.toBuilder().instanceId(id).build(), now);
        if (document.toBuilder()
                .timestamp(before.timestamp())
                .modTimestamp(before.modTimestamp())
                .build()
                .equals(before)) {
            state.leases.renew(entry, now.nanos());
            return id;
        }
        state.checkRoom(Math.max(0, Footprint.of(document, InstanceEntry.json(document).length) - entry.bytes()));
        // Its place among the leases goes by the document.
        state.leases.remove(entry);
        change(entry, document);
        state.leases.add(entry, now.nanos());
        return id;
    }

    /** The registry's own: it lives as long as the registry. */
    void registerItself(ServiceEntry service, InstanceDocument wanted, Moment now) {
        add(new InstanceEntry(service, withDefaults(service, wanted, now), state.nextRevision()), now);
    }

    /** One that a snapshot holds. */
    void restore(ServiceEntry service, InstanceDocument document, Moment now) throws Refusal {
        String id = document.instanceId();
        if (id.isEmpty() || service.ownInstances().containsKey(id)) {
            throw new Refusal(ErrorCode.INVALID_PARAMETERS, "an instance without id, or " + id + " twice");
        }
        InstanceEntry entry = new InstanceEntry(service, document, state.nextRevision());
        state.checkRoom(entry.bytes());
        add(entry, now);
    }

    private void add(InstanceEntry entry, Moment now) {
        ServiceEntry service = entry.service();
        state.count(service, entry.bytes());
        service.ownInstances().put(entry.document().instanceId(), entry);
        service.revision(entry.revision());
        state.instances++;
        if (!State.isGlobal(service)) {
            state.leases.add(entry, now.nanos());
        }
    }

    private static InstanceDocument withDefaults(ServiceEntry service, InstanceDocument wanted, Moment now) {
        return wanted.toBuilder()
                .instanceId(wanted.instanceId().isEmpty() ? ServiceIds.instance() : wanted.instanceId())
                .serviceId(service.document().serviceId())
                .status(wanted.status().isEmpty() ? "UP" : wanted.status())
                .healthCheck(raised(wanted.healthCheck()))
                .timestamp(now.seconds())
                .modTimestamp(now.seconds())
                .version(service.document().version())
                .build();
    }

    private static HealthCheck raised(@Nullable HealthCheck wanted) {
        if (wanted == null) {
            return new HealthCheck("push", 0, DEFAULT_INTERVAL, DEFAULT_TIMES, "");
        }
        boolean push = wanted.mode().equals("push");
        int interval = push ? Math.max(MIN_INTERVAL, wanted.interval()) : DEFAULT_INTERVAL;
        int times = push ? Math.max(MIN_TIMES, wanted.times()) : DEFAULT_TIMES;
        return new HealthCheck(wanted.mode(), wanted.port(), interval, times, wanted.url());
    }

    public void unregister(TenantKey key, String serviceId, String instanceId) throws Refusal {
        InstanceEntry entry = required(key, serviceId, instanceId);
        state.leases.remove(entry);
        remove(entry);
    }

    private void remove(InstanceEntry entry) {
        ServiceEntry service = entry.service();
        service.ownInstances().remove(entry.document().instanceId());
        state.count(service, -entry.bytes());
        service.revision(state.nextRevision());
        state.instances--;
        tell(Action.DELETE, entry);
    }

    /** Renews the lease. */
    public void heartbeat(TenantKey key, String serviceId, String instanceId, Moment now) throws Refusal {
        InstanceEntry entry = find(key, serviceId, instanceId);
        if (entry == null) {
            throw new Refusal(ErrorCode.NO_SUCH_INSTANCE, "leaseId not exist, instance not exist");
        }
        if (!State.isGlobal(entry.service())) {
            state.leases.renew(entry, now.nanos());
        }
    }

    /** Null where there is none; of the tenant's own services and global ones. */
    public @Nullable InstanceEntry find(TenantKey key, String serviceId, String instanceId) {
        ServiceEntry service = state.visible(key, serviceId);
        return service == null ? null : service.ownInstances().get(instanceId);
    }

    public void status(TenantKey key, String serviceId, String instanceId, String status, Moment now) throws Refusal {
        status(required(key, serviceId, instanceId), status, now);
    }

    /** Of all instances of the tenant that have these properties. */
    public void statusWhere(TenantKey key, Map<String, String> properties, String status, Moment now) {
        Tenant tenant = state.tenant(key);
        if (tenant == null) {
            return;
        }
        for (ServiceEntry service : tenant.services().values()) {
            if (State.isGlobal(service)) {
                continue;
            }
            for (InstanceEntry entry : service.ownInstances().values()) {
                if (entry.document().properties().entrySet().containsAll(properties.entrySet())) {
                    status(entry, status, now);
                }
            }
        }
    }

    private void status(InstanceEntry entry, String status, Moment now) {
        if (!entry.document().status().equals(status)) {
            change(
                    entry,
                    entry.document().toBuilder()
                            .status(status)
                            .modTimestamp(now.seconds())
                            .build());
        }
    }

    /** Replaces all properties. */
    public void properties(
            TenantKey key, String serviceId, String instanceId, Map<String, String> properties, Moment now)
            throws Refusal {
        InstanceEntry entry = required(key, serviceId, instanceId);
        // Twice for the JSON, as in the footprint.
        state.checkRoom(
                3 * (Footprint.map(properties) - Footprint.map(entry.document().properties())));
        change(
                entry,
                entry.document().toBuilder()
                        .properties(properties)
                        .modTimestamp(now.seconds())
                        .build());
    }

    private void change(InstanceEntry entry, InstanceDocument to) {
        long before = entry.bytes();
        entry.change(to, state.nextRevision());
        state.count(entry.service(), entry.bytes() - before);
        entry.service().revision(entry.revision());
        tell(Action.UPDATE, entry);
    }

    private InstanceEntry required(TenantKey key, String serviceId, String instanceId) throws Refusal {
        ServiceEntry service = state.own(key, serviceId);
        InstanceEntry entry = service == null ? null : service.ownInstances().get(instanceId);
        if (service == null || entry == null) {
            throw new Refusal(ErrorCode.NO_SUCH_INSTANCE, "Service instance does not exist.");
        }
        if (State.isGlobal(service)) {
            throw State.notYours();
        }
        return entry;
    }

    /**
     * Ends what had no heartbeat for too long. To be called when {@link #nextExpiry} is over.
     *
     * @return how many ended
     */
    public int expire(Moment now) {
        Leases.Expired expired = state.leases.expire(now.nanos());
        expired.gone().forEach(this::remove);
        if (expired.heldBack() > 0) {
            state.listener.onHeldBack(expired.heldBack(), state.instances);
        }
        return expired.gone().size();
    }

    /** When {@link #expire} has something to do, in nanos; {@link Long#MAX_VALUE} for never. */
    public long nextExpiry() {
        return state.leases.next();
    }

    private void tell(Action action, InstanceEntry entry) {
        ServiceEntry service = entry.service();
        if (!service.consumers().isEmpty()) {
            state.listener.onInstance(
                    action, service.tenant(), service.document(), entry.document(), List.copyOf(service.consumers()));
        }
        state.listener.onChanged();
    }
}
