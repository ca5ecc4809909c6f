package io.mesher.control.export;

import org.slf4j.Logger;

/** Tells that spans don't arrive, once a minute at most, and that they do again. Event loop only. */
final class ExportLog {
    private static final long MINUTE_NANOS = 60_000_000_000L;

    private final Logger log;
    private final String collector;
    private final long quietNanos;
    private boolean told;
    private long toldAt;
    private boolean bad;
    private long toldDropped;
    private boolean dropTold;
    private long dropToldAt;

    /** @param collector its URL */
    ExportLog(Logger log, String collector) {
        this(log, collector, MINUTE_NANOS);
    }

    /** @param quietNanos the least time between two lines of a kind */
    ExportLog(Logger log, String collector, long quietNanos) {
        this.log = log;
        this.collector = collector;
        this.quietNanos = quietNanos;
    }

    /**
     * @param now as {@code System.nanoTime}
     * @param lost spans that were refused or given up since the start
     */
    void failed(long now, String what, long lost, String advice) {
        if (told && now - toldAt < quietNanos) {
            return;
        }
        told = true;
        toldAt = now;
        bad = true;
        log.warn("traces: {} {}{} ({})", collector, what, lost == 0 ? "" : "; lost so far: " + lost + " spans", advice);
    }

    void taken() {
        if (bad) {
            bad = false;
            log.info("traces: {} accepts spans again", collector);
        }
    }

    /** @param lost at the end, by refusals too */
    void ended(long lost) {
        log.warn("traces: {} has not accepted the last {} spans before Mesher ends", collector, lost);
    }

    /** @param dropped since the start */
    void dropped(long now, long dropped, int queueSize) {
        if (dropped == toldDropped || (dropTold && now - dropToldAt < quietNanos)) {
            return;
        }
        log.warn(
                "traces: {} spans were dropped, more waited than mesher.tracing.queueSize allows, {} (is the collector too slow, or"
                        + " mesher.tracing.sampleRatio too high?)",
                dropped - toldDropped,
                queueSize);
        dropTold = true;
        dropToldAt = now;
        toldDropped = dropped;
    }
}
