package io.mesher.control.export;

/**
 * What became of the spans since the start.
 *
 * @param exported taken by the collector
 * @param dropped had no room in the queue
 * @param failed refused by the collector, or given up
 * @param failedPosts requests to the collector that failed, each try counted
 */
public record ExportCounts(long exported, long dropped, long failed, long failedPosts) {}
