package io.mesher.app.config;

import java.util.List;

/** The keys about a line per request. */
final class AccessLogKeys {
    private AccessLogKeys() {}

    static List<KnownKey> all() {
        return List.of();
    }
}
