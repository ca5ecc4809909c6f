package io.mesher.app.config;

import java.util.List;

/** The keys about traces. */
final class TracingKeys {
    private TracingKeys() {}

    static List<KnownKey> all() {
        return List.of();
    }
}
