package io.mesher.registry.store;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All versions of a service, and who uses it. It outlives its versions while someone uses it. */
final class NameEntry {
    /** Joining less takes microseconds. */
    private static final int WORTH_KEEPING_BYTES = 64 * 1024;

    private final NameKey key;
    private final Map<String, ServiceEntry> versions = new LinkedHashMap<>();
    private final Set<ServiceEntry> consumers = new LinkedHashSet<>();

    private @Nullable Kept kept;

    /** An answer. Services and revision say which: services with other tags may share a revision. */
    @SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
    private record Kept(List<ServiceEntry> services, String revision, byte[] json) {}

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

    byte @Nullable [] kept(List<ServiceEntry> services, String revision) {
        Kept last = kept;
        return last != null
                        && last.revision().equals(revision)
                        && last.services().equals(services)
                ? last.json()
                : null;
    }

    void keep(List<ServiceEntry> services, String revision, byte[] json) {
        kept = json.length < WORTH_KEEPING_BYTES ? null : new Kept(services, revision, json);
    }

    boolean isUnused() {
        return versions.isEmpty() && consumers.isEmpty();
    }
}
