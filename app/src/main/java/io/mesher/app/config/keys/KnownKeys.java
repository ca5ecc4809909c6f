package io.mesher.app.config.keys;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All keys that Mesher knows, under their current names. */
public final class KnownKeys {
    private final List<KnownKey> rows = new ArrayList<>();
    private final Map<String, KnownKey> exact = new HashMap<>();
    private final List<KnownKey> wildcards = new ArrayList<>();
    private int longest;

    public KnownKeys() {
        rows.addAll(EffectiveKeys.all());
        rows.addAll(OriginalKeys.all());
        for (KnownKey row : rows) {
            if (row.hasWildcard()) {
                wildcards.add(row);
            } else {
                exact.put(row.pattern(), row);
                longest = Math.max(longest, row.pattern().length());
            }
        }
    }

    public List<KnownKey> rows() {
        return rows;
    }

    /** The row of a key, the first where several fit; null: unknown. */
    public @Nullable KnownKey find(String key) {
        KnownKey row = exact.get(key);
        if (row != null) {
            return row;
        }
        for (KnownKey wildcard : wildcards) {
            if (wildcard.matches(key)) {
                return wildcard;
            }
        }
        return null;
    }

    /** A known key that the key is only the beginning of, or null. */
    public @Nullable String below(String key) {
        for (KnownKey row : rows) {
            if (row.pattern().startsWith(key) && row.pattern().startsWith(".", key.length())) {
                return row.pattern();
            }
        }
        return null;
    }

    /** The known key without a wildcard that the key goes on after, or null. */
    public @Nullable KnownKey above(String key) {
        // A longer beginning is none; to hash all of those of a key with hundreds of dots costs its length squared.
        for (int dot = key.lastIndexOf('.', longest); dot > 0; dot = key.lastIndexOf('.', dot - 1)) {
            KnownKey row = exact.get(key.substring(0, dot));
            if (row != null) {
                return row;
            }
        }
        return null;
    }
}
