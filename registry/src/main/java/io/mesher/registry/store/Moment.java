package io.mesher.registry.store;

/**
 * When something happens.
 *
 * @param epochMillis the wall clock, for what people and documents see
 * @param nanos as {@link System#nanoTime}, for leases
 */
public record Moment(long epochMillis, long nanos) {
    /** Seconds since 1970, as documents have them. */
    String seconds() {
        return Long.toString(epochMillis / 1000);
    }
}
