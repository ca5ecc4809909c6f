package io.mesher.registry.store;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** All versions of a service, and who uses it. It outlives its versions while someone uses it. */
final class NameEntry {
    private final NameKey key;
    private final Map<String, ServiceEntry> versions = new LinkedHashMap<>();
    private final Set<ServiceEntry> consumers = new LinkedHashSet<>();

    NameEntry(NameKey key) {
        this.key = key;
    }

    NameKey key() {
        return key;
    }

    Map<String, ServiceEntry> versions() {
        return versions;
    }

    Set<ServiceEntry> consumers() {
        return consumers;
    }

    boolean isUnused() {
        return versions.isEmpty() && consumers.isEmpty();
    }
}
