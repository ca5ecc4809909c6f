package io.mesher.registry.server;

import io.mesher.net.http.Ascii;
import io.mesher.registry.store.FindQuery;
import io.mesher.registry.store.Found;
import io.mesher.registry.store.NameKey;
import io.mesher.registry.store.Refusal;
import io.mesher.registry.store.RegistryStore;
import io.mesher.registry.store.ServiceRules;
import io.mesher.registry.wire.BadJson;
import io.mesher.registry.wire.ErrorCode;
import io.mesher.registry.wire.ErrorDocument;
import io.mesher.registry.wire.FoldedNames;
import io.mesher.registry.wire.JsonReader;
import io.mesher.registry.wire.KeyDocument;
import java.util.ArrayList;
import java.util.List;

/** Many finds in one call. */
final class BatchEndpoint {
    private final RegistryStore store;

    BatchEndpoint(RegistryStore store) {
        this.store = store;
    }

    void addTo(RegistryRoutes routes) {
        routes.registry("POST", "/instances/action", this::query);
    }

    /** @param rev that the caller knows; empty for none */
    private record Wanted<T>(T what, String rev) {}

    private Answer query(Call call) throws Refusal, BadJson {
        if (!call.parameter("type").equals("query")) {
            throw new Refusal(ErrorCode.INVALID_PARAMETERS, "Not support action type: " + call.parameter("type"));
        }
        List<Wanted<KeyDocument>> services = new ArrayList<>();
        List<Wanted<HeartbeatEndpoints.Element>> instances = new ArrayList<>();
        call.body(json -> {
            json.object(name -> {
                switch (FoldedNames.folded(name)) {
                    case "services" -> services.addAll(json.list(item -> wanted(item, "service", KeyDocument::read)));
                    case "instances" ->
                        instances.addAll(json.list(item -> wanted(item, "instance", HeartbeatEndpoints.Element::read)));
                    default -> json.skip();
                }
            });
            return services;
        });
        if (services.isEmpty() && instances.isEmpty()) {
            throw new Refusal(ErrorCode.INVALID_PARAMETERS, "Required services or instances");
        }
        for (Wanted<KeyDocument> wanted : services) {
            ServiceRules.checkName("FindInstancesRequest", name(wanted.what()));
        }
        BatchResult foundServices = result(services, key -> find(call, key));
        BatchResult foundInstances = result(
                instances,
                element -> store.finder()
                        .instance(call.tenant(), call.consumerId(), element.serviceId(), element.instanceId()));
        return Answer.json(joined(foundServices, foundInstances));
    }

    private static byte[] joined(BatchResult services, BatchResult instances) {
        BoundedBytes to = new BoundedBytes(HeapShares.OURS.answers());
        to.write('{');
        if (!services.isEmpty()) {
            to.write(Ascii.bytes("\"services\":"));
            services.writeTo(to);
        }
        if (!instances.isEmpty()) {
            to.write(Ascii.bytes(services.isEmpty() ? "\"instances\":" : ",\"instances\":"));
            instances.writeTo(to);
        }
        to.write('}');
        return to.toArray();
    }

    private static <T> Wanted<T> wanted(JsonReader json, String field, JsonReader.ValueReader<T> reader)
            throws BadJson {
        List<T> what = new ArrayList<>();
        String[] rev = {""};
        json.object(name -> {
            String folded = FoldedNames.folded(name);
            if (folded.equals(field)) {
                what.add(reader.read(json));
            } else if (folded.equals("rev")) {
                rev[0] = json.string();
            } else {
                json.skip();
            }
        });
        if (what.isEmpty()) {
            throw new BadJson("an item without its " + field);
        }
        return new Wanted<>(what.getFirst(), rev[0]);
    }

    private Found find(Call call, KeyDocument key) throws Refusal {
        return store.finder().find(new FindQuery(call.tenant(), call.consumerId(), name(key), List.of()));
    }

    private static NameKey name(KeyDocument key) {
        return new NameKey(key.environment(), key.appId(), key.serviceName());
    }

    @FunctionalInterface
    private interface Lookup<T> {
        Found find(T what) throws Refusal;
    }

    private static <T> BatchResult result(List<Wanted<T>> wanted, Lookup<T> lookup) {
        BatchResult result = new BatchResult();
        for (int i = 0; i < wanted.size(); i++) {
            try {
                Found found = lookup.find(wanted.get(i).what());
                if (found.revision().equals(wanted.get(i).rev())) {
                    result.notModified(i);
                } else {
                    result.updated(i, found);
                }
            } catch (Refusal refusal) {
                ErrorCode code = refusal.code();
                result.failed(i, new ErrorDocument(code.text(), code.message(), refusal.line()));
            }
        }
        return result;
    }
}
