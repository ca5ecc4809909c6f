package io.mesher.control.metrics;

/**
 * What became of lines and spans, since the start.
 *
 * @param logLinesDropped of Mesher's own log, for want of room, or since no place took them
 * @param linesDropped of the access log, for want of room
 * @param spansDropped for want of room
 * @param spansFailed that the collector didn't take
 */
public record TelemetryCounts(
        long logLinesDropped, long linesDropped, long spansExported, long spansDropped, long spansFailed) {}
