package io.mesher.registry.server;

import io.mesher.registry.store.NameKey;
import io.mesher.registry.store.Refusal;
import io.mesher.registry.store.RegistryStore;
import io.mesher.registry.store.ServiceEntry;
import io.mesher.registry.store.ServiceRules;
import io.mesher.registry.wire.BadJson;
import io.mesher.registry.wire.ErrorCode;
import io.mesher.registry.wire.FoldedNames;
import io.mesher.registry.wire.JsonReader;
import io.mesher.registry.wire.JsonText;
import io.mesher.registry.wire.KeyDocument;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Who uses whom. */
final class DependencyEndpoints {
    private static final int MAX = 100;

    private final RegistryStore store;

    DependencyEndpoints(RegistryStore store) {
        this.store = store;
    }

    void addTo(RegistryRoutes routes) {
        routes.registry("GET", "/microservices/:serviceId/providers", this::providers);
        routes.registry("GET", "/microservices/:serviceId/consumers", this::consumers);
        routes.registry("PUT", "/dependencies", call -> declare(call, true));
        routes.registry("POST", "/dependencies", call -> declare(call, false));
    }

    private Answer providers(Call call) throws Refusal {
        ServiceEntry service = store.services().get(call.tenant(), call.serviceId());
        return list(call, "providers", service, service.providers());
    }

    private Answer consumers(Call call) throws Refusal {
        ServiceEntry service = store.services().get(call.tenant(), call.serviceId());
        return list(call, "consumers", service, service.consumers());
    }

    private static Answer list(Call call, String field, ServiceEntry service, Collection<ServiceEntry> others)
            throws Refusal {
        boolean withoutSelf = call.flag("noSelf");
        List<ServiceEntry> shown = others.stream()
                .filter(other -> !withoutSelf || other != service)
                .toList();
        return Answer.json(json -> JsonText.objects(
                json, field, shown, (to, other) -> other.document().write(to)));
    }

    private record Declared(KeyDocument consumer, List<KeyDocument> providers) {
        static Declared read(JsonReader json) throws BadJson {
            List<KeyDocument> consumer = new ArrayList<>();
            List<KeyDocument> providers = new ArrayList<>();
            json.object(name -> {
                switch (FoldedNames.folded(name)) {
                    case "consumer" -> consumer.add(KeyDocument.read(json));
                    case "providers" -> providers.addAll(json.list(KeyDocument::read));
                    default -> json.skip();
                }
            });
            if (consumer.isEmpty()) {
                throw new BadJson("a dependency without its consumer");
            }
            return new Declared(consumer.getFirst(), providers);
        }
    }

    private Answer declare(Call call, boolean replace) throws Refusal, BadJson {
        List<Declared> declared = new ArrayList<>();
        call.body(json -> {
            json.object(name -> {
                if (FoldedNames.folded(name).equals("dependencies")) {
                    declared.addAll(json.list(Declared::read));
                } else {
                    json.skip();
                }
            });
            return declared;
        });
        if (declared.isEmpty() || declared.size() > MAX) {
            throw new Refusal(
                    ErrorCode.INVALID_PARAMETERS, "dependencies: " + declared.size() + " (expected: 1 to " + MAX + ")");
        }
        for (Declared one : declared) {
            ServiceRules.checkName("CreateDependenciesRequest", name(one.consumer(), ""));
            for (KeyDocument provider : one.providers()) {
                ServiceRules.checkName("CreateDependenciesRequest", name(provider, ""));
            }
        }
        for (Declared one : declared) {
            declare(call, one, replace);
        }
        return Answer.done().with("Deprecation", "version=\"v4\"");
    }

    private void declare(Call call, Declared one, boolean replace) throws Refusal {
        KeyDocument consumer = one.consumer();
        List<NameKey> providers = one.providers().stream()
                .map(provider -> name(provider, consumer.environment()))
                .toList();
        store.dependencies().declare(call.tenant(), name(consumer, ""), consumer.version(), providers, replace);
    }

    /** A consumer only finds providers of its own environment. */
    private static NameKey name(KeyDocument key, String environment) {
        return new NameKey(
                key.environment().isEmpty() ? environment : key.environment(), key.appId(), key.serviceName());
    }
}
