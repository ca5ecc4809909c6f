package io.mesher.app.config.shown;

import io.mesher.app.config.keys.GovernanceKeys;
import io.mesher.app.config.keys.KnownKey;
import io.mesher.app.config.keys.KnownKeys;
import io.mesher.app.config.source.Entry;
import io.mesher.app.config.source.FlatKeys;
import io.mesher.app.config.source.Value;
import io.mesher.control.admin.source.ConfigReport;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The keys that are written now beside those that Mesher runs with. */
public final class Comparison {
    private static final String RESTART = "restart";
    private static final String RELOAD = "reload";
    private static final String NOWHERE = "nowhere";

    private final KnownKeys known = new KnownKeys();
    private final KeyFingerprints atStart;
    private final @Nullable KeyFingerprints taken;

    /** @param taken of what counts without a restart; null: nothing does */
    public Comparison(KeyFingerprints atStart, @Nullable KeyFingerprints taken) {
        this.atStart = atStart;
        this.taken = taken;
    }

    /** Adds those that are written or have a default, and those that are written no more, but still count. */
    public void add(FlatKeys keys, List<ConfigReport.Key> listed) {
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
        return taken != null && GovernanceKeys.isReloadable(key);
    }

    private KeyFingerprints running(String key) {
        return taken != null && isReloaded(key) ? taken : atStart;
    }

    private ConfigReport.Key key(KnownKey row, String name, @Nullable Value value, String place) {
        String shown = value == null ? (place.equals(NOWHERE) ? "" : row.fallback()) : ShownValue.of(name, value);
        KeyFingerprints runs = running(name);
        if (runs.has(name, value)) {
            return ConfigReport.Key.inEffect(name, shown, place);
        }
        Value kept = runs.kept(name);
        String running = kept != null ? ShownValue.of(name, kept) : runs.has(name, null) ? row.fallback() : "";
        return new ConfigReport.Key(name, shown, place, isReloaded(name) ? RELOAD : RESTART, running);
    }
}
