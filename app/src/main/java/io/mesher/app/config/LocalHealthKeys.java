package io.mesher.app.config;

import java.util.List;

/** The keys about how the local application is looked after. */
final class LocalHealthKeys {
    private LocalHealthKeys() {}

    static List<KnownKey> all() {
        return List.of();
    }
}
