package io.mesher.app.config;

import java.util.List;

/** The keys about what is counted of requests. */
final class MetricsKeys {
    private MetricsKeys() {}

    static List<KnownKey> all() {
        return List.of();
    }
}
