package io.mesher.app;

import io.mesher.core.config.TlsConfig;
import org.jspecify.annotations.Nullable;

/** Ends a start that would send in plain text what is configured to use TLS. */
final class PlainTextOnly {
    private PlainTextOnly() {}

    /** Null: there is no such place. */
    static @Nullable String refusal(TlsConfig tls) {
        return tls.application() == null
                ? null
                : "error: configuration: " + tls.application().key()
                        + ": keys without a tag ask for TLS to the local application, which Mesher doesn't have yet (expected:"
                        + " mesher.tls, or ssl keys with the tags of the places that need TLS)";
    }
}
