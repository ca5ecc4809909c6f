package io.mesher.registry.store;

import io.mesher.registry.wire.ErrorCode;
import io.mesher.registry.wire.InstanceDocument;
import io.mesher.registry.wire.ServiceBuilder;
import io.mesher.registry.wire.ServiceDocument;
import java.util.List;
import java.util.Map;

/** All that the registry knows. Each part answers from the same state. One thread. */
public final class RegistryStore {
    private final State state;
    private final Services services;
    private final Instances instances;
    private final Dependencies dependencies;
    private final Finder finder;
    private final Schemas schemas;
    private final Tags tags;

    public RegistryStore(StoreListener listener, Quota quota, Moment now) {
        // Above all that a registry that ran here earlier gave, though it is forgotten.
        this.state = new State(listener, quota, now.epochMillis() << 16);
        this.services = new Services(state);
        this.instances = new Instances(state);
        this.dependencies = new Dependencies(state);
        this.finder = new Finder(state, dependencies);
        this.schemas = new Schemas(state);
        this.tags = new Tags(state);
    }

    public Services services() {
        return services;
    }

    public Instances instances() {
        return instances;
    }

    public Dependencies dependencies() {
        return dependencies;
    }

    public Finder finder() {
        return finder;
    }

    public Schemas schemas() {
        return schemas;
    }

    public Tags tags() {
        return tags;
    }

    public int serviceCount() {
        return state.services;
    }

    public int instanceCount() {
        return state.instances;
    }

    /** About how much of {@link Quota#bytes} is taken. */
    long bytes() {
        return state.bytes();
    }

    /**
     * Registers the registry itself, as a global service whose lease never ends and that nobody else changes. Once.
     *
     * @param version of its service
     */
    public ServiceEntry registerItself(String version, InstanceDocument instance, Moment now) {
        ServiceDocument document = new ServiceBuilder()
                .environment(State.REGISTRY_ENVIRONMENT)
                .appId(State.REGISTRY.appId())
                .serviceName(State.REGISTRY_NAME)
                .alias(State.REGISTRY_NAME)
                .version(version)
                .properties(Map.of("allowCrossApp", "true"))
                .build();
        ServiceEntry service = services.createItself(document, now);
        instances.registerItself(service, instance, now);
        return service;
    }

    /** Everything but the registry itself; costs a list of references, so that it can be written by another thread. */
    public RegistrySnapshot snapshot() {
        return RegistrySnapshot.of(state);
    }

    /**
     * Takes a snapshot into an empty store. Every instance is given a whole lease from now on, since nobody can have sent
     * heartbeats meanwhile.
     */
    public void restore(RegistrySnapshot snapshot, Moment now) throws Refusal {
        for (RegistrySnapshot.Service saved : snapshot.services()) {
            restoreService(saved, now);
        }
        for (RegistrySnapshot.Service saved : snapshot.services()) {
            ServiceEntry service = services.get(saved.tenant(), saved.document().serviceId());
            Tenant tenant = state.tenantOrNew(saved.tenant());
            saved.providers().forEach(name -> dependencies.add(service, tenant.nameOrNew(name)));
        }
    }

    /** The file may have been edited, or damaged in a way that leaves it JSON. */
    private void restoreService(RegistrySnapshot.Service saved, Moment now) throws Refusal {
        ServiceDocument document = saved.document();
        ServiceRules.check(document);
        int before = state.services;
        ServiceEntry service = services.create(saved.tenant(), document, now);
        if (state.services == before
                || document.appId().isEmpty()
                || document.version().isEmpty()) {
            throw new Refusal(
                    ErrorCode.SERVICE_EXISTS, "service " + document.serviceId() + " twice, or without app or version");
        }
        service.document(document);
        ServiceRules.checkTags(saved.tags().keySet());
        ServiceRules.checkTags(saved.tags().values());
        tags.add(service, saved.tags());
        for (Schema schema : saved.schemas()) {
            ServiceRules.checkSchema(schema);
            schemas.put(service, schema);
        }
        for (InstanceDocument instance : saved.instances()) {
            InstanceRules.check(instance);
            instances.restore(service, instance, now);
        }
    }

    /** Forgets everything, as after a restore that failed half-way. */
    public void clear() {
        List<ServiceEntry> all = state.tenants.values().stream()
                .flatMap(tenant -> tenant.services().values().stream())
                .toList();
        all.forEach(service -> service.instances().forEach(state.leases::remove));
        state.clear();
    }
}
