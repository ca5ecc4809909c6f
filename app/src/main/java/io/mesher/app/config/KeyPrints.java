package io.mesher.app.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** A print of each key's value, by which two configurations are compared without keeping the values. Immutable. */
public final class KeyPrints {
    private final Map<String, Integer> prints = new HashMap<>();

    KeyPrints(FlatKeys keys) {
        for (Entry entry : keys.all()) {
            prints.put(entry.key(), print(entry.value()));
        }
    }

    // instanceof rather than a switch over the types: see KeyReader.
    private static int print(Value value) {
        if (value instanceof Value.Scalar scalar) {
            return scalar.text().hashCode();
        }
        int print = 1;
        if (value instanceof Value.Items list) {
            for (Value item : list.items()) {
                print = print * 31 + print(item);
            }
        } else if (value instanceof Value.Keys keys) {
            for (Map.Entry<String, Value> entry : keys.values().entrySet()) {
                print += entry.getKey().hashCode() ^ print(entry.getValue());
            }
        }
        return print;
    }

    /**
     * The keys that have another value in {@code later}, or stand in one of both only, in order.
     *
     * @param reloadable those whose change takes effect at once, or else those that need a restart; keys that have no effect at all
     *     are neither
     */
    public List<String> changed(KeyPrints later, boolean reloadable) {
        TreeSet<String> keys = new TreeSet<>(prints.keySet());
        keys.addAll(later.prints.keySet());
        List<String> changed = new ArrayList<>();
        KnownKeys known = new KnownKeys();
        for (String key : keys) {
            boolean same = prints.containsKey(key)
                    && later.prints.containsKey(key)
                    && prints.get(key).equals(later.prints.get(key));
            KnownKey row = same ? null : known.find(key);
            if (row != null
                    && row.status() == KnownKey.Status.EFFECTIVE
                    && GovernanceReader.isReloadable(key) == reloadable) {
                changed.add(Shown.key(key));
            }
        }
        return changed;
    }
}
