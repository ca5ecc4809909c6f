package io.mesher.core.config;

/** Where this Mesher runs ({@code region.name}, {@code region.availableZone}); both empty if unknown. */
public record Zone(String region, String zone) {
    public static final Zone UNKNOWN = new Zone("", "");

    public boolean isKnown() {
        return !region.isEmpty() && !zone.isEmpty();
    }
}
