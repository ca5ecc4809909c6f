package io.mesher.core.telemetry.metrics;

import io.mesher.core.telemetry.Direction;
import org.jspecify.annotations.Nullable;

/**
 * What requests are counted by.
 *
 * @param source who calls; empty: it doesn't say
 * @param destination the called service
 */
public record SeriesKey(Direction direction, String source, String destination) {
    /** Stands for the names of those that found no room. */
    public static final String OTHER = "other";

    /** Stands for a service that isn't known, as destination. */
    private static final String UNKNOWN = "unknown";

    /** A caller that takes one of our own words for its name counts as one that doesn't say. */
    static SeriesKey of(Direction direction, String source, String destination) {
        boolean ours = source.equals(OTHER) || source.equals(UNKNOWN);
        return new SeriesKey(direction, ours ? "" : source, destination);
    }

    static SeriesKey other(Direction direction) {
        return new SeriesKey(direction, OTHER, OTHER);
    }

    // By hand: docs/decisions/0006.
    @Override
    public int hashCode() {
        return (source.hashCode() * 31 + destination.hashCode()) * 31 + direction.ordinal();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SeriesKey key
                && direction == key.direction
                && source.equals(key.source)
                && destination.equals(key.destination);
    }
}
