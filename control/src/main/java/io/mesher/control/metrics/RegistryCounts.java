package io.mesher.control.metrics;

/**
 * How we stand with the registry. Times are milliseconds since 1970, 0 for never; counts are since the start.
 *
 * @param stale whether services are as they were last known, since no registry answers
 * @param watching whether changes are told as they happen
 * @param services that requests see
 * @param instances of these
 * @param registrations of our own, after a loss too
 */
public record RegistryCounts(
        boolean registered,
        boolean stale,
        boolean watching,
        long services,
        long instances,
        long registrations,
        long heartbeatsGood,
        long heartbeatsFailed,
        long lastHeartbeat,
        long lookUps,
        long lookUpsFailed,
        long pulls,
        long pullsFailed) {}
