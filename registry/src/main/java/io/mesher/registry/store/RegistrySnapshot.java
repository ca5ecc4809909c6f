package io.mesher.registry.store;

import io.mesher.registry.wire.InstanceDocument;
import io.mesher.registry.wire.ServiceDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the store held at one moment, without leases and the registry's own service. Immutable; any thread. */
public record RegistrySnapshot(List<Service> services) {
    public RegistrySnapshot {
        services = List.copyOf(services);
    }

    /**
     * One service with all that belongs to it.
     *
     * @param providers whom it uses
     */
    public record Service(
            TenantKey tenant,
            ServiceDocument document,
            Map<String, String> tags,
            List<Schema> schemas,
            List<NameKey> providers,
            List<InstanceDocument> instances) {
        public Service {
            tags = Map.copyOf(tags);
            schemas = List.copyOf(schemas);
            providers = List.copyOf(providers);
            instances = List.copyOf(instances);
        }
    }

    static RegistrySnapshot of(State state) {
        List<Service> services = new ArrayList<>(state.services);
        for (Tenant tenant : state.tenants.values()) {
            for (ServiceEntry service : tenant.services().values()) {
                if (!State.isGlobal(service)) {
                    services.add(of(service));
                }
            }
        }
        return new RegistrySnapshot(services);
    }

    private static Service of(ServiceEntry service) {
        return new Service(
                service.tenant(),
                service.document(),
                service.tags(),
                List.copyOf(service.schemas().values()),
                service.ownProviders().stream().map(NameEntry::key).toList(),
                service.instances().stream().map(InstanceEntry::document).toList());
    }
}
