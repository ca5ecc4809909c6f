package io.mesher.control.export;

import org.slf4j.Logger;

/** Tells that spans don't arrive, once a minute at most, and that they do again. Event loop only. */
final class ExportLog {
    private static final long MINUTE_NANOS = 60_000_000_000L;

    private final Logger log;
    private final String collector;
    private boolean told;
    private long toldAt;
    private boolean bad;
    private long toldDropped;
    private boolean dropTold;
    private long dropToldAt;

    /** @param collector its URL */
    ExportLog(Logger log, String collector) {
        this.log = log;
        this.collector = collector;
    }

    /** @param now as {@code System.nanoTime} */
    void failed(long now, String what, String advice) {
        if (told && now - toldAt < MINUTE_NANOS) {
            return;
        }
        told = true;
        toldAt = now;
        bad = true;
        log.warn("traces: {} {} ({})", collector, what, advice);
    }

    void taken() {
        if (bad) {
            bad = false;
            log.info("traces: {} takes spans again", collector);
        }
    }

    /** @param dropped since the start */
    void dropped(long now, long dropped, int queueSize) {
        if (dropped == toldDropped || (dropTold && now - dropToldAt < MINUTE_NANOS)) {
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
