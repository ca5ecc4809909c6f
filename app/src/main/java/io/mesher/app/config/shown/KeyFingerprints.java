package io.mesher.app.config.shown;

import io.mesher.app.config.keys.GovernanceKeys;
import io.mesher.app.config.keys.KnownKey;
import io.mesher.app.config.keys.KnownKeys;
import io.mesher.app.config.source.Entry;
import io.mesher.app.config.source.FlatKeys;
import io.mesher.app.config.source.Shown;
import io.mesher.app.config.source.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A print of each key's value, by which two configurations are compared without keeping all of the values. Immutable. */
public final class KeyFingerprints {
    /** Values that are kept to be shown: those of most configurations, not ten thousand services. */
    private static final int MAX_KEPT = 200;

    private static final int MAX_CHARACTERS = 200;

    private final Map<String, Integer> prints = new HashMap<>();
    private final Map<String, Value.Scalar> kept = new HashMap<>();

    private KeyFingerprints() {}

    public KeyFingerprints(FlatKeys keys) {
        for (Entry entry : keys.all()) {
            prints.put(entry.key(), print(entry.value()));
            if (kept.size() < MAX_KEPT
                    && entry.value() instanceof Value.Scalar scalar
                    && scalar.text().length() <= MAX_CHARACTERS) {
                kept.put(entry.key(), scalar);
            }
        }
    }

    /** These, but for some keys of which an earlier value stays. */
    public KeyFingerprints without(Set<String> refused, KeyFingerprints earlier) {
        KeyFingerprints mixed = new KeyFingerprints();
        mixed.prints.putAll(prints);
        mixed.kept.putAll(kept);
        for (String key : refused) {
            mixed.prints.remove(key);
            mixed.kept.remove(key);
            Integer print = earlier.prints.get(key);
            Value.Scalar value = earlier.kept.get(key);
            if (print != null) {
                mixed.prints.put(key, print);
            }
            if (value != null) {
                mixed.kept.put(key, value);
            }
        }
        return mixed;
    }

    /** Those that were written. */
    Set<String> keys() {
        return Collections.unmodifiableSet(prints.keySet());
    }

    /** Whether the key was written with this value; null: not written. */
    boolean has(String key, @Nullable Value value) {
        Integer print = prints.get(key);
        return value == null ? print == null : print != null && print == print(value);
    }

    /** The key's value, where it is a short one; null also where it wasn't written. */
    @Nullable Value kept(String key) {
        return kept.get(key);
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
    public List<String> changed(KeyFingerprints later, boolean reloadable) {
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
                    && GovernanceKeys.isReloadable(key) == reloadable) {
                changed.add(Shown.key(key));
            }
        }
        return changed;
    }
}
