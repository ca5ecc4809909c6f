package io.mesher.registry.store;

import io.mesher.registry.wire.ErrorCode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the parts of the store share. */
final class State {
    /** Global: seen by every tenant, and in any environment. */
    static final String REGISTRY_NAME = "SERVICECENTER";

    static final String REGISTRY_ENVIRONMENT = "development";
    static final NameKey REGISTRY = new NameKey(REGISTRY_ENVIRONMENT, "default", REGISTRY_NAME);

    final Map<TenantKey, Tenant> tenants = new LinkedHashMap<>();
    final Leases leases = new Leases();
    final StoreListener listener;
    final Quota quota;
    int services;
    int instances;
    private long bytes;
    private long revision;

    State(StoreListener listener, Quota quota, long firstRevision) {
        this.listener = listener;
        this.quota = quota;
        this.revision = firstRevision;
    }

    long nextRevision() {
        return ++revision;
    }

    /** To be called before anything is changed. */
    void checkRoom(long more) throws Refusal {
        if (more > 0 && more > quota.bytes() - bytes) {
            throw new Refusal(
                    ErrorCode.NOT_ENOUGH_QUOTA,
                    "no more than " + quota.bytes()
                            + " bytes are kept (a part of the registry's heap): remove services,"
                            + " or give the registry a larger heap (-Xmx)");
        }
    }

    boolean hasRoom(long more) {
        return more <= quota.bytes() - bytes;
    }

    /** Counts what a service takes more, or, negative, less. */
    void count(ServiceEntry service, long change) {
        service.bytes += change;
        bytes += change;
    }

    /** The service is gone, with all that was counted for it. */
    void countGone(ServiceEntry service) {
        bytes -= service.bytes;
        service.bytes = 0;
    }

    long bytes() {
        return bytes;
    }

    void clear() {
        tenants.clear();
        services = 0;
        instances = 0;
        bytes = 0;
    }

    @Nullable Tenant tenant(TenantKey key) {
        return tenants.get(key);
    }

    Tenant tenantOrNew(TenantKey key) {
        return tenants.computeIfAbsent(key, _ -> new Tenant());
    }

    /** One of the tenant's own services; null where it has none of this id. */
    @Nullable ServiceEntry own(TenantKey key, String serviceId) {
        Tenant tenant = tenants.get(key);
        return tenant == null ? null : tenant.services().get(serviceId);
    }

    /** Also a global one. */
    @Nullable ServiceEntry visible(TenantKey key, String serviceId) {
        ServiceEntry own = own(key, serviceId);
        if (own != null) {
            return own;
        }
        ServiceEntry global = own(TenantKey.DEFAULT, serviceId);
        return global != null && isGlobal(global) ? global : null;
    }

    ServiceEntry required(TenantKey key, String serviceId) throws Refusal {
        ServiceEntry service = own(key, serviceId);
        if (service == null) {
            throw new Refusal(ErrorCode.NO_SUCH_SERVICE, "Service does not exist.");
        }
        return service;
    }

    /** Likewise, but the registry's own is nobody's to change. */
    ServiceEntry changeable(TenantKey key, String serviceId) throws Refusal {
        ServiceEntry service = required(key, serviceId);
        if (isGlobal(service)) {
            throw notYours();
        }
        return service;
    }

    static Refusal notYours() {
        return new Refusal(ErrorCode.FORBIDDEN, REGISTRY_NAME + " belongs to the registry itself.");
    }

    static boolean isGlobal(ServiceEntry service) {
        return service.tenant().equals(TenantKey.DEFAULT)
                && service.name().key().equals(REGISTRY);
    }
}
