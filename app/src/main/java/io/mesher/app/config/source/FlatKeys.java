package io.mesher.app.config.source;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one flat key space: environment before files, in a layer the first. Entries are added layer by layer, the one that
 * wins first.
 */
public final class FlatKeys {
    private final Problems problems;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    /** Keys that an earlier layer decided. */
    private Map<String, Entry> decided = Map.of();

    public FlatKeys(Problems problems) {
        this.problems = problems;
    }

    /** What is added from now on counts only where nothing was said until now. */
    void nextLayer() {
        decided = Map.copyOf(entries);
    }

    public void add(Entry entry) {
        if (decided.containsKey(entry.key())) {
            return;
        }
        Entry first = entries.putIfAbsent(entry.key(), entry);
        if (first == null || first.value().sameAs(entry.value())) {
            return;
        }
        if (entry.hasCurrentName() && !first.hasCurrentName()) {
            entries.put(entry.key(), entry);
            shadowed(first, entry, "that spelling goes before all others");
        } else if (first.hasCurrentName() && !entry.hasCurrentName()) {
            shadowed(entry, first, "that spelling goes before all others");
        } else {
            shadowed(entry, first, "the first one read wins");
        }
    }

    private void shadowed(Entry loser, Entry winner, String reason) {
        problems.warning(
                loser.place(),
                loser.written(),
                "not used: " + winner.written() + " at " + winner.place() + " has another value and wins (" + reason
                        + ")");
    }

    public @Nullable Entry find(String key) {
        return entries.get(key);
    }

    public Collection<Entry> all() {
        return entries.values();
    }
}
