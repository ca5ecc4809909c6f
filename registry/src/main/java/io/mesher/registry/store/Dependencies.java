package io.mesher.registry.store;

import io.mesher.registry.wire.ErrorCode;
import java.util.List;

/** Who uses whom, by name: all versions of a provider. */
public final class Dependencies {
    private final State state;

    Dependencies(State state) {
        this.state = state;
    }

    /**
     * Says what a service uses.
     *
     * @param replace whether that is all that it uses
     */
    public void declare(TenantKey key, NameKey consumerName, String version, List<NameKey> providers, boolean replace)
            throws Refusal {
        Tenant tenant = state.tenant(key);
        NameEntry name = tenant == null ? null : tenant.name(consumerName);
        ServiceEntry consumer = name == null ? null : name.versions().get(version);
        if (tenant == null || consumer == null) {
            throw new Refusal(
                    ErrorCode.NO_SUCH_SERVICE, "Consumer[" + consumerName.text() + "/" + version + "] does not exist.");
        }
        int before = replace ? 0 : consumer.ownProviders().size();
        Quota.check("providers of a service", before + (long) providers.size(), state.quota.providersPerService());
        long bytes = providers.stream().mapToLong(Footprint::of).sum();
        state.checkRoom(bytes);
        if (replace) {
            forgetAll(tenant, consumer);
        }
        providers.forEach(provider -> add(consumer, tenant.nameOrNew(provider)));
        state.listener.onChanged();
    }

    private void forgetAll(Tenant tenant, ServiceEntry consumer) {
        List<NameEntry> providers = List.copyOf(consumer.ownProviders());
        consumer.ownProviders().clear();
        providers.forEach(provider -> {
            provider.consumers().remove(consumer);
            state.count(consumer, -Footprint.of(provider.key()));
            tenant.forgetIfUnused(provider);
        });
    }

    void add(ServiceEntry consumer, NameEntry provider) {
        long bytes = Footprint.of(provider.key());
        if (consumer.ownProviders().size() < state.quota.providersPerService()
                && state.hasRoom(bytes)
                && consumer.ownProviders().add(provider)) {
            state.count(consumer, bytes);
            provider.consumers().add(consumer);
            state.listener.onChanged();
        }
    }
}
