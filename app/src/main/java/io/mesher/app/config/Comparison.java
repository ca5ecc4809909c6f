package io.mesher.app.config;

import io.mesher.control.admin.source.ConfigReport;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The keys that are written now beside those that Mesher runs with. */
final class Comparison {
    private static final String RESTART = "restart";
    private static final String RELOAD = "reload";
    private static final String NOWHERE = "nowhere";

    private final KnownKeys known = new KnownKeys();
    private final KeyPrints atStart;
    private final @Nullable KeyPrints taken;

    /** @param taken of what counts without a restart; null: nothing does */
    Comparison(KeyPrints atStart, @Nullable KeyPrints taken) {
        this.atStart = atStart;
        this.taken = taken;
    }

    /** Adds those that are written or have a default, and those that are written no more, but still count. */
    void add(FlatKeys keys, List<ConfigReport.Key> listed) {
        for (Entry entry : keys.all()) {
            KnownKey row = effective(entry.key());
            if (row != null) {
                listed.add(key(row, entry.key(), entry.value(), entry.place()));
            }
        }
        TreeSet<String> gone = new TreeSet<>(atStart.keys());
        if (taken != null) {
            gone.addAll(taken.keys());
        }
        for (KnownKey row : known.rows()) {
            boolean isOne = row.status() == KnownKey.Status.EFFECTIVE
                    && !row.hasWildcard()
                    && !row.fallback().isEmpty();
            if (isOne && keys.find(row.pattern()) == null) {
                gone.remove(row.pattern());
                listed.add(key(row, row.pattern(), null, "default"));
            }
        }
        for (String name : gone) {
            KnownKey row = effective(name);
            if (row != null && keys.find(name) == null && !running(name).has(name, null)) {
                listed.add(key(row, name, null, NOWHERE));
            }
        }
    }

    private @Nullable KnownKey effective(String key) {
        KnownKey row = known.find(key);
        return row != null && row.status() == KnownKey.Status.EFFECTIVE ? row : null;
    }

    private boolean isReloaded(String key) {
        return taken != null && GovernanceReader.isReloadable(key);
    }

    private KeyPrints running(String key) {
        return taken != null && isReloaded(key) ? taken : atStart;
    }

    private ConfigReport.Key key(KnownKey row, String name, @Nullable Value value, String place) {
        String shown = value == null ? (place.equals(NOWHERE) ? "" : row.fallback()) : ShownValue.of(name, value);
        KeyPrints runs = running(name);
        if (runs.has(name, value)) {
            return ConfigReport.Key.inEffect(name, shown, place);
        }
        Value kept = runs.kept(name);
        String running = kept != null ? ShownValue.of(name, kept) : runs.has(name, null) ? row.fallback() : "";
        return new ConfigReport.Key(name, shown, place, isReloaded(name) ? RELOAD : RESTART, running);
    }
}
