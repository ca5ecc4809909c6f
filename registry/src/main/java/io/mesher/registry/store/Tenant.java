package io.mesher.registry.store;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One tenant's services, by everything that they are asked for by. */
final class Tenant {
    private final Map<String, ServiceEntry> services = new LinkedHashMap<>();
    private final Map<NameKey, NameEntry> names = new LinkedHashMap<>();
    private final Map<NameKey, NameEntry> aliases = new LinkedHashMap<>();

    Map<String, ServiceEntry> services() {
        return services;
    }

    /** By name, then by alias; null where there is no version of it. */
    @Nullable NameEntry name(NameKey key) {
        NameEntry byName = names.get(key);
        return byName != null && !byName.versions().isEmpty() ? byName : aliases.get(key);
    }

    /** By name alone. */
    @Nullable NameEntry ownName(NameKey key) {
        return names.get(key);
    }

    @Nullable NameEntry alias(NameKey key) {
        return aliases.get(key);
    }

    NameEntry nameOrNew(NameKey key) {
        return names.computeIfAbsent(key, NameEntry::new);
    }

    void add(ServiceEntry service) {
        services.put(service.document().serviceId(), service);
        service.name().versions().put(service.document().version(), service);
        if (!service.document().alias().isEmpty()) {
            aliases.put(aliasOf(service), service.name());
        }
    }

    void remove(ServiceEntry service) {
        NameEntry name = service.name();
        services.remove(service.document().serviceId());
        name.versions().remove(service.document().version());
        String alias = service.document().alias();
        if (name.versions().values().stream()
                .noneMatch(other -> other.document().alias().equals(alias))) {
            aliases.remove(aliasOf(service), name);
        }
        service.ownProviders().forEach(provider -> {
            provider.consumers().remove(service);
            forgetIfUnused(provider);
        });
        forgetIfUnused(name);
    }

    void forgetIfUnused(NameEntry name) {
        if (name.isUnused()) {
            names.remove(name.key());
        }
    }

    boolean isEmpty() {
        return services.isEmpty();
    }

    private static NameKey aliasOf(ServiceEntry service) {
        NameKey name = service.name().key();
        return new NameKey(name.environment(), name.appId(), service.document().alias());
    }
}
