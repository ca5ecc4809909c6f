package io.mesher.core.route;

import io.mesher.core.catalog.VersionOrder;
import org.jspecify.annotations.Nullable;

/**
 * Which versions belong to a subset, as the registry writes it: {@code latest}, {@code 1.2.0}, {@code 1.0.0+} (that and newer),
 * {@code 1.0.0-2.0.0} (that and newer, but older than the second).
 *
 * @param from the least version, or the only one; empty for {@code latest}
 * @param below the first version that doesn't belong to it any more; null: there is none
 * @param exact whether only {@code from} belongs to it
 */
record VersionRange(String from, @Nullable String below, boolean exact) {
    static VersionRange of(String written) {
        int dash = written.indexOf('-');
        if (written.isEmpty() || written.equals("latest")) {
            return new VersionRange("", null, false);
        }
        if (written.endsWith("+")) {
            return new VersionRange(written.substring(0, written.length() - 1), null, false);
        }
        return dash > 0
                ? new VersionRange(written.substring(0, dash), written.substring(dash + 1), false)
                : new VersionRange(written, null, true);
    }

    boolean isLatest() {
        return from.isEmpty();
    }

    boolean contains(String version) {
        if (exact) {
            return version.equals(from);
        }
        return VersionOrder.compare(version, from) >= 0 && (below == null || VersionOrder.compare(version, below) < 0);
    }
}
