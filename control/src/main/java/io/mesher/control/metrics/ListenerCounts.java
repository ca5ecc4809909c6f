package io.mesher.control.metrics;

/**
 * A listener's connections.
 *
 * @param listener {@code outgoing}, {@code incoming}, {@code admin}
 * @param open at present
 * @param accepted since the start, without the refused
 * @param refused since there were as many as may be
 */
public record ListenerCounts(String listener, long open, long accepted, long refused) {}
