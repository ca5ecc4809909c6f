package io.mesher.control.metrics;

/**
 * What happened to calls of one service since the start.
 *
 * @param ejections of its instances
 * @param breakerOpened times that its breaker opened
 * @param breakerRefused calls that the breaker refused
 * @param isolationRefused calls refused since as many were under way as may be
 * @param retriesTaken from its budget
 * @param retriesRefused since the budget was empty
 */
public record ServiceTotals(
        long ejections,
        long breakerOpened,
        long breakerRefused,
        long isolationRefused,
        long retriesTaken,
        long retriesRefused) {}
