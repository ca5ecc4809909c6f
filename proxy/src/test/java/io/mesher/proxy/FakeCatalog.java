package io.mesher.proxy;

import io.mesher.core.catalog.Catalog;
import io.mesher.core.catalog.CatalogSnapshot;
import io.mesher.core.catalog.Instance;
import io.mesher.core.catalog.LookupResult;
import io.mesher.core.catalog.Microservice;
import io.mesher.core.catalog.SourceIndex;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A catalog whose look-ups the test answers; until it forgets, it answers that there is no such service, at once. */
final class FakeCatalog implements Catalog {
    private final CatalogSnapshot known;
    private final List<String> journal;
    private final List<String> unreachable = new ArrayList<>();
    private final Map<String, List<LookupListener>> asked = new LinkedHashMap<>();
    private CatalogSnapshot snapshot;
    /** Read when a loop's context is made. */
    SourceIndex sources;

    private LookupResult atOnce = new LookupResult.NoSuchService();
    private boolean waits;

    FakeCatalog(CatalogSnapshot known, List<String> journal) {
        this.known = known;
        this.journal = journal;
        snapshot = known;
    }

    /** Knows nothing any more, and lets those who ask wait. */
    void forget() {
        snapshot = CatalogSnapshot.of(List.of());
        waits = true;
    }

    /** Lets those who ask wait. */
    void answersLater() {
        waits = true;
    }

    /** From now on another snapshot. */
    void becomes(CatalogSnapshot next) {
        snapshot = next;
    }

    void answersAtOnce(LookupResult result) {
        waits = false;
        atOnce = result;
    }

    /** Knows again what it was made with. */
    void remember() {
        snapshot = known;
    }

    boolean isAsked() {
        return !asked.isEmpty();
    }

    /** Names whose look-ups aren't answered. */
    List<String> asked() {
        return List.copyOf(asked.keySet());
    }

    /** Those who wait for this name hear it, on the calling thread. */
    void answer(String name, LookupResult result) {
        List<LookupListener> listeners = asked.remove(name);
        if (listeners == null) {
            throw new AssertionError("nobody asked for " + name);
        }
        listeners.forEach(listener -> listener.onLookup(result));
    }

    /** {@code service instance}, in order. */
    List<String> unreachable() {
        return unreachable;
    }

    @Override
    public SourceIndex sources() {
        return sources;
    }

    @Override
    public CatalogSnapshot snapshot() {
        return snapshot;
    }

    @Override
    public void lookUp(String app, String name, LookupListener listener) {
        String asking = app.isEmpty() ? name : app + "/" + name;
        if (waits) {
            journal.add("look up " + asking);
            asked.computeIfAbsent(asking, _ -> new ArrayList<>()).add(listener);
        } else {
            listener.onLookup(atOnce);
        }
    }

    @Override
    public void unreachable(Microservice service, Instance instance) {
        unreachable.add(service.name() + " " + instance.id());
    }
}
