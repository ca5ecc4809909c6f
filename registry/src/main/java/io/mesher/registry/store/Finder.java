package io.mesher.registry.store;

import io.mesher.registry.wire.ErrorCode;
import io.mesher.registry.wire.ServiceDocument;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who sees which instances. */
public final class Finder {
    private final State state;
    private final Dependencies dependencies;

    Finder(State state, Dependencies dependencies) {
        this.state = state;
        this.dependencies = dependencies;
    }

    /** Instances of all versions. Whoever may look at the service is its consumer from now on. */
    public Found find(FindQuery query) throws Refusal {
        ServiceEntry consumer = consumer(query.tenant(), query.consumerId());
        NameKey wanted = consumer == null
                ? query.name()
                : new NameKey(
                        consumer.document().environment(),
                        query.name().appId(),
                        query.name().serviceName());
        NameEntry provider = provider(query.tenant(), wanted);
        if (provider == null) {
            throw new Refusal(
                    ErrorCode.NO_SUCH_SERVICE,
                    "Consumer" + described(query.consumerId(), consumer, wanted) + " find provider[" + wanted.text()
                            + "] failed, provider does not exist");
        }
        List<ServiceEntry> allowed = provider.versions().values().stream()
                .filter(service -> mayCall(consumer, service))
                .toList();
        if (consumer != null && !allowed.isEmpty() && !State.isGlobal(allowed.getFirst())) {
            dependencies.add(consumer, provider);
        }
        return Found.all(withTags(allowed, query.tags()));
    }

    /** Instances of one service. */
    public Found list(TenantKey key, String consumerId, String serviceId, List<String> tags) throws Refusal {
        ServiceEntry consumer = consumer(key, consumerId);
        ServiceEntry service = provider(key, consumer, serviceId);
        return Found.all(withTags(List.of(service), tags));
    }

    public Found instance(TenantKey key, String consumerId, String serviceId, String instanceId) throws Refusal {
        ServiceEntry consumer = consumer(key, consumerId);
        ServiceEntry service = provider(key, consumer, serviceId);
        InstanceEntry instance = service.ownInstances().get(instanceId);
        if (instance == null) {
            throw new Refusal(
                    ErrorCode.NO_SUCH_INSTANCE,
                    "provider[" + serviceId + "] instance[" + instanceId
                            + "] failed, provider instance does not exist");
        }
        return Found.one(instance);
    }

    private @Nullable ServiceEntry consumer(TenantKey key, String consumerId) throws Refusal {
        if (consumerId.isEmpty()) {
            return null;
        }
        ServiceEntry consumer = state.own(key, consumerId);
        if (consumer == null) {
            throw new Refusal(ErrorCode.NO_SUCH_SERVICE, "Consumer[" + consumerId + "] does not exist.");
        }
        return consumer;
    }

    private @Nullable NameEntry provider(TenantKey key, NameKey wanted) {
        if (isRegistry(wanted)) {
            Tenant global = state.tenant(TenantKey.DEFAULT);
            return global == null ? null : global.name(State.REGISTRY);
        }
        Tenant tenant = state.tenant(key);
        return tenant == null ? null : tenant.name(wanted);
    }

    private static boolean isRegistry(NameKey name) {
        return name.serviceName().equals(State.REGISTRY_NAME) && name.appId().equals(State.REGISTRY.appId());
    }

    private ServiceEntry provider(TenantKey key, @Nullable ServiceEntry consumer, String serviceId) throws Refusal {
        ServiceEntry service = state.visible(key, serviceId);
        if (service == null || !mayCall(consumer, service)) {
            throw new Refusal(ErrorCode.NO_SUCH_SERVICE, "Provider[" + serviceId + "] does not exist.");
        }
        return service;
    }

    private static boolean mayCall(@Nullable ServiceEntry consumer, ServiceEntry provider) {
        return consumer == null
                || consumer.document().appId().equals(provider.document().appId())
                || provider.allowsOtherApplications();
    }

    private static Collection<ServiceEntry> withTags(List<ServiceEntry> services, List<String> tags) {
        return tags.isEmpty()
                ? services
                : services.stream()
                        .filter(service -> service.tags().keySet().containsAll(tags))
                        .toList();
    }

    private static String described(String id, @Nullable ServiceEntry consumer, NameKey wanted) {
        if (consumer == null) {
            return "[" + id + "][" + wanted.environment() + "///]";
        }
        ServiceDocument document = consumer.document();
        return "[" + id + "][" + consumer.name().key().text() + "/" + document.version() + "]";
    }
}
