package io.mesher.core.catalog;

import java.util.List;

/** What came of asking for a service. */
public sealed interface LookupResult {
    /** It is in the snapshot now, possibly without instances. */
    record Found() implements LookupResult {}

    /**
     * The registry says that there is none.
     *
     * @param similar the name of a service that may have been meant; empty if there is none
     */
    record NoSuchService(String similar) implements LookupResult {
        public NoSuchService() {
            this("");
        }
    }

    /**
     * No service has exactly this name, and several are equal but for ASCII case.
     *
     * @param names theirs, sorted
     */
    record Ambiguous(List<String> names) implements LookupResult {
        public Ambiguous {
            names = List.copyOf(names);
        }
    }

    /**
     * Nobody answered.
     *
     * @param cause for people: which registry, what happened
     */
    record Unavailable(String cause) implements LookupResult {}

    /**
     * Too many other names are being asked for.
     *
     * @param limit which bound was reached, with its number
     */
    record Overload(String limit) implements LookupResult {}
}
