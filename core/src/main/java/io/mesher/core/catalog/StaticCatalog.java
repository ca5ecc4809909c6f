package io.mesher.core.catalog;

/** The catalog where there is no registry: what was configured is all that there is. */
public final class StaticCatalog implements Catalog {
    private final CatalogSnapshot snapshot;

    public StaticCatalog(CatalogSnapshot snapshot) {
        this.snapshot = snapshot.complete();
    }

    @Override
    public CatalogSnapshot snapshot() {
        return snapshot;
    }

    @Override
    public void lookUp(String app, String name, LookupListener listener) {
        listener.onLookup(snapshot.absent(app, name));
    }

    @Override
    public void unreachable(Microservice service, Instance instance) {
        // Nobody could name another.
    }
}
