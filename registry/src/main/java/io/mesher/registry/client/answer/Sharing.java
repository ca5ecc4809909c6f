package io.mesher.registry.client.answer;

import io.mesher.core.catalog.Instance;
import io.mesher.core.catalog.InstanceTraits;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keeps one of equal texts and properties, so that a thousand instances that say the same take the memory of one. */
public final class Sharing {
    private final Map<String, String> texts = new HashMap<>();
    private final Map<Map<String, String>, Map<String, String>> properties = new HashMap<>();

    /** Begins with what these have, up to {@code max} of them. */
    public static Sharing with(List<Instance> instances, int max) {
        Sharing sharing = new Sharing();
        for (int i = 0; i < Math.min(max, instances.size()); i++) {
            sharing.begin(instances.get(i));
        }
        return sharing;
    }

    private void begin(Instance instance) {
        text(instance.version());
        InstanceTraits traits = instance.traits();
        if (traits != InstanceTraits.NONE) {
            text(traits.region());
            text(traits.zone());
            if (properties.putIfAbsent(traits.properties(), traits.properties()) == null) {
                for (Map.Entry<String, String> property : traits.properties().entrySet()) {
                    text(property.getKey());
                    text(property.getValue());
                }
            }
        }
    }

    /** An equal instance, of what was there before. Its id and endpoint are its own. */
    public Instance instance(Instance instance) {
        return new Instance(instance.id(), text(instance.version()), instance.endpoint(), traits(instance.traits()));
    }

    private InstanceTraits traits(InstanceTraits traits) {
        return traits == InstanceTraits.NONE
                ? traits
                : traits(traits.properties(), traits.region(), traits.zone(), traits.registeredAt());
    }

    /** {@link InstanceTraits#NONE} where nothing is told. */
    public InstanceTraits traits(Map<String, String> told, String region, String zone, long registeredAt) {
        return told.isEmpty() && region.isEmpty() && zone.isEmpty() && registeredAt == 0
                ? InstanceTraits.NONE
                : new InstanceTraits(properties(told), text(region), text(zone), registeredAt);
    }

    public String text(String text) {
        String same = texts.putIfAbsent(text, text);
        return same == null ? text : same;
    }

    private Map<String, String> properties(Map<String, String> told) {
        if (told.isEmpty()) {
            return Map.of();
        }
        Map<String, String> same = properties.get(told);
        if (same == null) {
            Map<String, String> shared = new HashMap<>();
            for (Map.Entry<String, String> property : told.entrySet()) {
                shared.put(text(property.getKey()), text(property.getValue()));
            }
            // Compact, where a HashMap takes twice as much.
            same = Map.copyOf(shared);
            properties.put(same, same);
        }
        return same;
    }
}
