package io.mesher.proxy;

import io.mesher.core.catalog.LookupResult;
import org.jspecify.annotations.Nullable;

/** The look-up of a request's service: once for each application, its answer kept until the request ends. Event loop only. */
final class RequestLookup {
    private @Nullable Lookup awaited;
    private @Nullable LookupResult result;
    private String app = "";

    void clear() {
        result = null;
    }

    /** Null where the answer isn't there yet: then {@code by} waits for it. */
    @Nullable LookupResult ask(String ofApp, String name, Exchange by) {
        if (result == null || !ofApp.equals(app)) {
            app = ofApp;
            result = by.context().lookups().ask(ofApp, name, by);
        }
        return result;
    }

    void awaits(Lookup shared) {
        awaited = shared;
    }

    void answered(LookupResult answer) {
        awaited = null;
        result = answer;
    }

    void timedOut() {
        awaited = null;
    }

    /** Nobody waits any more. */
    void cancel(Exchange by) {
        Lookup shared = awaited;
        if (shared != null) {
            awaited = null;
            shared.cancel(by);
        }
    }
}
