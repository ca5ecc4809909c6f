package io.mesher.app.config.source;

import io.mesher.app.config.keys.CanonicalKeys;
import io.mesher.app.config.keys.KeyFamily;
import io.mesher.app.config.keys.KnownKey;
import io.mesher.app.config.keys.KnownKeys;
import io.mesher.app.config.keys.NearestKey;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Reports keys that nobody reads: unknown ones, and those of later releases. */
public final class UnusedKeys {
    private static final int MAX_UNKNOWN = 50;
    private static final int MAX_LISTED = 20;

    private final KnownKeys known;
    private final Problems problems;
    private final boolean strict;
    private final Map<KeyFamily, List<Entry>> later = new EnumMap<>(KeyFamily.class);
    private int unknown;

    /** @param strict whether an unknown key with one of our prefixes is an error */
    public UnusedKeys(KnownKeys known, Problems problems, boolean strict) {
        this.known = known;
        this.problems = problems;
        this.strict = strict;
    }

    public void report(FlatKeys keys) {
        for (Entry entry : keys.all()) {
            KnownKey row = known.find(entry.key());
            if (row == null) {
                unknown(entry);
            } else if (row.status() == KnownKey.Status.LATER) {
                add(later, row.family(), entry);
            }
        }
        if (unknown > MAX_UNKNOWN) {
            problems.warning("configuration", "", unknown - MAX_UNKNOWN + " more unknown keys");
        }
        for (Map.Entry<KeyFamily, List<Entry>> group : later.entrySet()) {
            Entry first = group.getValue().getFirst();
            String why = group.getKey().instead() + likewise(group.getValue());
            problems.warning(first.place(), first.written(), "no effect in this release: " + why);
        }
    }

    private static void add(Map<KeyFamily, List<Entry>> groups, KeyFamily family, Entry entry) {
        List<Entry> group = groups.get(family);
        if (group == null) {
            group = new ArrayList<>();
            groups.put(family, group);
        }
        group.add(entry);
    }

    private static String likewise(List<Entry> entries) {
        if (entries.size() == 1) {
            return "";
        }
        List<String> names = new ArrayList<>();
        for (Entry entry : entries.subList(1, Math.min(entries.size(), MAX_LISTED))) {
            names.add(Shown.key(entry.written()));
        }
        String more = entries.size() > MAX_LISTED ? " and " + (entries.size() - MAX_LISTED) + " more" : "";
        return " (also: " + String.join(", ", names) + more + ")";
    }

    private void unknown(Entry entry) {
        String below = known.below(entry.key());
        if (below != null) {
            problems.error(entry.place(), entry.written(), "a value (expected: keys below it, such as " + below + ")");
            return;
        }
        KnownKey above = known.above(entry.key());
        if (above != null && above.status() == KnownKey.Status.EFFECTIVE) {
            problems.error(
                    entry.place(), entry.written(), "a key below " + above.pattern() + " (expected: a value there)");
            return;
        }
        boolean error = strict && isOurs(entry.key());
        if (++unknown > MAX_UNKNOWN && !(error && !problems.hasErrors())) {
            return;
        }
        String prefixed = CanonicalKeys.CURRENT + entry.key();
        // Often a block that was to stand below servicecomb.
        String nearest = null;
        if (known.find(prefixed) != null) {
            nearest = prefixed;
        } else if (problems.takeSuggestion()) {
            nearest = NearestKey.to(entry.key(), known);
        }
        String hint = nearest == null
                ? ""
                : " (nearest known key: " + Shown.key(CanonicalKeys.inStyleOf(entry.written(), nearest)) + ")";
        if (error) {
            problems.error(entry.place(), entry.written(), "unknown key" + hint);
        } else {
            problems.warning(entry.place(), entry.written(), "unknown key, without effect" + hint);
        }
    }

    /** Other programs may have keys in the same files, but not below these. */
    private static boolean isOurs(String key) {
        return key.startsWith(CanonicalKeys.CURRENT) || key.startsWith("mesher.");
    }
}
