package io.mesher.control.metrics;

/**
 * What became of lines and spans, since the start.
 *
 * @param linesDropped of the access log, for want of room
 * @param spansDropped for want of room
 * @param spansFailed that the collector didn't take
 */
public record TelemetryCounts(long linesDropped, long spansExported, long spansDropped, long spansFailed) {}
