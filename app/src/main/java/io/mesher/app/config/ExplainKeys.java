package io.mesher.app.config;

import java.util.List;

/** The keys about what is kept to explain requests. */
final class ExplainKeys {
    private ExplainKeys() {}

    static List<KnownKey> all() {
        return List.of();
    }
}
