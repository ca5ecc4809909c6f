package io.mesher.registry.store;

import io.mesher.registry.wire.ErrorCode;
import io.mesher.registry.wire.ServiceDocument;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Microservices: registered, asked for, changed, removed. Fields were checked before. */
public final class Services {
    private static final String DEFAULT_APP = "default";

    private final State state;

    Services(State state) {
        this.state = state;
    }

    /** Registers a service, or gives the one that is there with the same names and version. */
    public ServiceEntry create(TenantKey key, ServiceDocument wanted, Moment now) throws Refusal {
        ServiceDocument document = withDefaults(wanted, now);
        Tenant tenant = state.tenant(key);
        ServiceEntry known = tenant == null ? null : known(tenant, document);
        if (known != null) {
            return known;
        }
        if (key.equals(TenantKey.DEFAULT) && nameOf(document).equals(State.REGISTRY)) {
            throw State.notYours();
        }
        Quota.check("services", state.services + 1L, state.quota.services());
        state.checkRoom(Footprint.of(document));
        return add(key, document);
    }

    /** The registry's own. */
    ServiceEntry createItself(ServiceDocument wanted, Moment now) {
        return add(TenantKey.DEFAULT, withDefaults(wanted, now));
    }

    private ServiceEntry add(TenantKey key, ServiceDocument wanted) {
        ServiceDocument document = wanted.serviceId().isEmpty()
                ? wanted.toBuilder().serviceId(ServiceIds.of(key, wanted)).build()
                : wanted;
        Tenant tenant = state.tenantOrNew(key);
        ServiceEntry service = new ServiceEntry(key, tenant.nameOrNew(nameOf(document)), document);
        service.revision(state.nextRevision());
        tenant.add(service);
        state.services++;
        state.count(service, Footprint.of(document));
        state.listener.onChanged();
        return service;
    }

    /** Null where the service is new; a conflict is refused. */
    private static @Nullable ServiceEntry known(Tenant tenant, ServiceDocument document) throws Refusal {
        NameEntry name = tenant.ownName(nameOf(document));
        ServiceEntry sameKey = name == null ? null : name.versions().get(document.version());
        ServiceEntry sameId = tenant.services().get(document.serviceId());
        boolean otherId = sameKey != null
                && !document.serviceId().isEmpty()
                && !document.serviceId().equals(sameKey.document().serviceId());
        if (otherId || (sameKey == null && sameId != null)) {
            throw new Refusal(
                    ErrorCode.SERVICE_EXISTS, "ServiceID conflict or found the same service with different id.");
        }
        NameEntry alias = tenant.alias(new NameKey(document.environment(), document.appId(), document.alias()));
        if (sameKey == null && alias != null && alias != name) {
            throw new Refusal(
                    ErrorCode.SERVICE_EXISTS,
                    "alias " + document.alias() + " belongs to " + alias.key().text() + " already.");
        }
        return sameKey;
    }

    private static ServiceDocument withDefaults(ServiceDocument wanted, Moment now) {
        return wanted.toBuilder()
                .appId(or(wanted.appId(), DEFAULT_APP))
                .version(or(wanted.version(), "0.0.1"))
                .level(or(wanted.level(), "BACK"))
                .status(or(wanted.status(), "UP"))
                .timestamp(now.seconds())
                .modTimestamp(now.seconds())
                .build();
    }

    private static String or(String value, String otherwise) {
        return value.isEmpty() ? otherwise : value;
    }

    static NameKey nameOf(ServiceDocument document) {
        return new NameKey(document.environment(), document.appId(), document.serviceName());
    }

    /** Also a global one. */
    public ServiceEntry get(TenantKey key, String serviceId) throws Refusal {
        ServiceEntry service = state.visible(key, serviceId);
        if (service == null) {
            throw new Refusal(ErrorCode.NO_SUCH_SERVICE, "Service does not exist.");
        }
        return service;
    }

    public boolean exists(TenantKey key, String serviceId) {
        return state.visible(key, serviceId) != null;
    }

    /** By name or alias, and exact version. */
    public ServiceEntry find(TenantKey key, NameKey name, String version) throws Refusal {
        Tenant tenant = state.tenant(key);
        NameEntry found = tenant == null ? null : tenant.name(name);
        if (found == null) {
            throw new Refusal(ErrorCode.NO_SUCH_SERVICE, name.text() + "/" + version + " does not exist.");
        }
        ServiceEntry service = found.versions().get(version);
        if (service == null) {
            throw new Refusal(ErrorCode.NO_SUCH_VERSION, name.text() + "/" + version + " version mismatch.");
        }
        return service;
    }

    /** @param withShared whether global services are among them */
    public List<ServiceEntry> list(TenantKey key, boolean withShared) {
        Tenant tenant = state.tenant(key);
        List<ServiceEntry> found = new ArrayList<>();
        if (tenant != null) {
            tenant.services().values().stream()
                    .filter(service -> !State.isGlobal(service))
                    .forEach(found::add);
        }
        Tenant global = state.tenant(TenantKey.DEFAULT);
        if (withShared && global != null) {
            NameEntry registry = global.ownName(State.REGISTRY);
            found.addAll(registry == null ? List.of() : registry.versions().values());
        }
        return found;
    }

    /** Replaces all properties. */
    public void properties(TenantKey key, String serviceId, Map<String, String> properties, Moment now) throws Refusal {
        ServiceEntry service = state.changeable(key, serviceId);
        long more = Footprint.map(properties) - Footprint.map(service.document().properties());
        state.checkRoom(more);
        state.count(service, more);
        service.document(service.document().toBuilder()
                .properties(properties)
                .modTimestamp(now.seconds())
                .build());
        // They decide who sees the instances.
        service.revision(state.nextRevision());
        state.listener.onChanged();
    }

    /**
     * Removes a service.
     *
     * @param force also one that has instances or consumers; nobody is notified of the instances' end
     */
    public void delete(TenantKey key, String serviceId, boolean force) throws Refusal {
        ServiceEntry service = state.required(key, serviceId);
        if (State.isGlobal(service)) {
            throw new Refusal(ErrorCode.INVALID_PARAMETERS, "not allow to delete service center");
        }
        Collection<ServiceEntry> consumers = service.consumers();
        if (!force && consumers.stream().anyMatch(consumer -> consumer != service)) {
            throw new Refusal(ErrorCode.SERVICE_HAS_CONSUMERS, "Can not delete this service, other service rely it.");
        }
        if (!force && !service.instances().isEmpty()) {
            throw new Refusal(ErrorCode.SERVICE_HAS_INSTANCES, "Can not delete the service deployed instance(s).");
        }
        remove(key, service);
    }

    private void remove(TenantKey key, ServiceEntry service) {
        service.instances().forEach(state.leases::remove);
        state.instances -= service.instances().size();
        state.services--;
        state.countGone(service);
        Tenant tenant = state.tenantOrNew(key);
        tenant.remove(service);
        if (tenant.isEmpty()) {
            state.tenants.remove(key);
        }
        // What a caller sees of the remaining versions together has changed.
        service.versions().forEach(version -> version.revision(state.nextRevision()));
        state.listener.onChanged();
    }
}
