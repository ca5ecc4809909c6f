package io.mesher.core.route;

import java.util.List;
import java.util.Map;

/**
 * Changes of a message's fields. First {@code remove}, then {@code set}, which replaces fields of the same name, then {@code add}.
 * Names in any case; framing and hop-by-hop fields are refused when the configuration is read.
 */
public record HeaderEdits(List<String> remove, Map<String, String> set, Map<String, String> add) {
    public static final HeaderEdits NONE = new HeaderEdits(List.of(), Map.of(), Map.of());

    public HeaderEdits {
        remove = List.copyOf(remove);
        set = Map.copyOf(set);
        add = Map.copyOf(add);
    }

    public boolean isEmpty() {
        return remove.isEmpty() && set.isEmpty() && add.isEmpty();
    }
}
