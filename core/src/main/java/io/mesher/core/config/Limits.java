package io.mesher.core.config;

/**
 * How much of anything is taken ({@code mesher.limits.*}).
 *
 * @param requestLineBytes longest request line, else 414
 * @param headBytes longest head, request or response, else 431 or 502
 * @param headFields most fields in a head, else 431 or 502
 * @param connections open downstream connections in all; more are closed at once
 * @param waitingRequests requests that may wait for an upstream connection, per instance and event loop, else 503
 * @param streams open tunnels and event streams per called service, else 503
 * @param waitingLookups requests that may wait until their service is looked up, per event loop, else 503
 * @param minBytesPerSecond that a caller sends of its request body, and takes of its response, on average over the time after which
 *     silence ends it too; 0: no least rate
 */
public record Limits(
        int requestLineBytes,
        int headBytes,
        int headFields,
        int connections,
        int waitingRequests,
        int streams,
        int waitingLookups,
        int minBytesPerSecond) {
    public static final Limits DEFAULT = new Limits(8 * 1024, 32 * 1024, 100, 10_000, 256, 10_000, 256, 100);
}
