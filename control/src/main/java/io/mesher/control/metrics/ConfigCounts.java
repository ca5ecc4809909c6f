package io.mesher.control.metrics;

/**
 * Changes of the configuration while Mesher runs.
 *
 * @param taken since the start
 * @param refused since the start: something was wrong, and the old one holds
 * @param lastTaken in milliseconds since 1970, the start's where there was no other
 * @param lastRefused whether the last one was
 */
public record ConfigCounts(long taken, long refused, long lastTaken, boolean lastRefused) {}
