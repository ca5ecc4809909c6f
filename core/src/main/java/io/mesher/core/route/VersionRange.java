package io.mesher.core.route;

import io.mesher.core.catalog.VersionOrder;

/**
 * Versions from one, possibly up to another.
 *
 * @param to not within; empty: all newer ones are
 * @param one whether only {@code from} is
 */
public record VersionRange(String from, String to, boolean one) {
    /** @param written {@code 1.2.0}, {@code 1.0.0+} or {@code 1.0.0-2.0.0}; of what has other characters only the same */
    public static VersionRange of(String written) {
        if (written.endsWith("+") && isNumbers(written.substring(0, written.length() - 1))) {
            return new VersionRange(written.substring(0, written.length() - 1), "", false);
        }
        int dash = written.indexOf('-');
        if (dash > 0 && isNumbers(written.substring(0, dash)) && isNumbers(written.substring(dash + 1))) {
            return new VersionRange(written.substring(0, dash), written.substring(dash + 1), false);
        }
        return new VersionRange(written, "", true);
    }

    /** Whether no version can be within. */
    public boolean isEmpty() {
        return !to.isEmpty() && VersionOrder.compare(from, to) >= 0;
    }

    public boolean has(String version) {
        if (one) {
            // Versions that aren't numbers are all alike to VersionOrder.
            return version.equals(from)
                    || (isNumbers(version) && isNumbers(from) && VersionOrder.compare(version, from) == 0);
        }
        return isNumbers(version)
                && VersionOrder.compare(version, from) >= 0
                && (to.isEmpty() || VersionOrder.compare(version, to) < 0);
    }

    private static boolean isNumbers(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != '.' && (text.charAt(i) < '0' || text.charAt(i) > '9')) {
                return false;
            }
        }
        return !text.isEmpty();
    }
}
