package io.mesher.net.stream;

/**
 * How slowly a peer may take what is sent to it. A bound on silence alone would let a peer that takes a byte a minute hold a
 * connection, an instance's connection and memory for ever.
 *
 * @param nanos of one period
 * @param minBytes that the peer takes in each period in which bytes wait for it; at least 1
 */
public record TakeLimit(long nanos, long minBytes) {
    private static final long SECOND = 1_000_000_000L;

    /** @param bytesPerSecond 0: any progress will do */
    public static TakeLimit of(long nanos, long bytesPerSecond) {
        return new TakeLimit(nanos, Math.max(1, nanos / SECOND * bytesPerSecond));
    }
}
