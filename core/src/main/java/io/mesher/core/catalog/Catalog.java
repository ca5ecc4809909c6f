package io.mesher.core.catalog;

import org.jspecify.annotations.Nullable;

/** Where the request path finds services. Any thread; nothing here waits. */
public interface Catalog {
    /** The present state: one volatile read, once per request. */
    CatalogSnapshot snapshot();

    /**
     * Asks for a service that the snapshot lacks, or that has no instance in it. The listener hears once, on whatever thread,
     * possibly before this returns.
     *
     * @param app the application that it is of; empty, as its name, means our own
     */
    void lookUp(String app, String name, LookupListener listener);

    /**
     * No connection to this instance could be made. Evidence against an instance that the registry no longer names but that is
     * still kept, and a reason to ask for the service again; called for every failed connect, so it must be cheap. Also called for
     * what isn't of the catalog: the local application under its service's name.
     */
    void unreachable(Microservice service, Instance instance);

    /** Names callers by their address; null where they are not looked for. The same at each call. */
    default @Nullable SourceIndex sources() {
        return null;
    }

    /** Hears the outcome of a look-up. */
    @FunctionalInterface
    interface LookupListener {
        void onLookup(LookupResult result);
    }
}
