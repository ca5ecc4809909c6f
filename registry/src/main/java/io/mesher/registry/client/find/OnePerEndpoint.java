package io.mesher.registry.client.find;

import io.mesher.core.catalog.Endpoint;
import io.mesher.core.catalog.Instance;
import io.mesher.core.catalog.LeftOut;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Of instances with the same endpoint only the newest counts: one process listens there, and the others are what it was registered
 * as before it crashed. Counted twice, it would get twice its share.
 *
 * @param instances in the order in which they were given
 * @param replaced those that a newer one replaces
 */
record OnePerEndpoint(List<Instance> instances, List<Replaced> replaced) {
    /** One that counts again should the newer one go. */
    record Replaced(Instance instance, String newerId) {
        LeftOut.One leftOut() {
            return new LeftOut.One(
                    instance.id(),
                    instance.endpoint().authority(),
                    instance.version(),
                    "its endpoint is that of instance " + newerId + ", which was registered later");
        }
    }

    static OnePerEndpoint of(List<Instance> all) {
        Map<Endpoint, Instance> newest = HashMap.newHashMap(all.size());
        for (Instance instance : all) {
            Instance other = newest.putIfAbsent(instance.endpoint(), instance);
            if (other != null && registeredAt(instance) > registeredAt(other)) {
                newest.put(instance.endpoint(), instance);
            }
        }
        return newest.size() == all.size() ? new OnePerEndpoint(all, List.of()) : of(all, newest);
    }

    private static OnePerEndpoint of(List<Instance> all, Map<Endpoint, Instance> newest) {
        List<Instance> instances = new ArrayList<>(newest.size());
        List<Replaced> replaced = new ArrayList<>();
        for (Instance instance : all) {
            Instance counts = newest.get(instance.endpoint());
            if (counts == null || counts == instance) {
                instances.add(instance);
            } else {
                replaced.add(new Replaced(instance, counts.id()));
            }
        }
        return new OnePerEndpoint(List.copyOf(instances), replaced);
    }

    private static long registeredAt(Instance instance) {
        return instance.traits().registeredAt();
    }
}
