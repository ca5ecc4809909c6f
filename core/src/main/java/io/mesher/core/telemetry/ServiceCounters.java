package io.mesher.core.telemetry;

import io.mesher.base.Tally;
import io.mesher.core.telemetry.metrics.Buckets;
import io.mesher.core.telemetry.metrics.Histogram;

/**
 * What one event loop counted for one service, as CSE Mesher counts: by direction and by what a route rule chose. Written by
 * that loop only; read by any thread.
 */
public final class ServiceCounters {
    /** Fine enough for quantiles. */
    public static final Buckets LATENCIES = Buckets.fine();

    /** What is counted, in CSE Mesher's meaning: successes are 200 to 226, and 1xx and 3xx count as requests only. */
    public enum Count {
        REQUESTS,
        SUCCESSES,
        FAILURES,
        STATUS_4XX,
        STATUS_5XX,
        LATENCY_NANOS,
        /** Calls that ended as {@link CallEnd#FAILURE}; the others up to short circuits likewise. */
        CALL_FAILURES,
        CALL_TIMEOUTS,
        CALL_REJECTS,
        CALL_SHORT_CIRCUITS,
        /** Calls not sent that the fallback made a good answer of; else they are failures of the fallback. */
        FALLBACK_SUCCESSES,
        FALLBACK_FAILURES
    }

    private final Direction direction;
    private final String service;
    private final String app;
    private final String version;
    private final Tally counts = new Tally(Count.values().length);
    private final Histogram latencies = new Histogram(LATENCIES);

    /**
     * @param app of the subset that a route rule chose; empty: none did
     * @param version likewise
     */
    public ServiceCounters(Direction direction, String service, String app, String version) {
        this.direction = direction;
        this.service = service;
        this.app = app;
        this.version = version;
    }

    public Direction direction() {
        return direction;
    }

    public String service() {
        return service;
    }

    public String app() {
        return app;
    }

    public String version() {
        return version;
    }

    boolean is(Direction otherDirection, String otherApp, String otherVersion) {
        return direction == otherDirection && app.equals(otherApp) && version.equals(otherVersion);
    }

    /**
     * A call whose end its status says.
     *
     * @param latencyNanos from the request head to the end of the response, of a tunnel until it stood
     */
    public void record(int status, long latencyNanos) {
        record(status, latencyNanos, status < 500 ? CallEnd.SUCCESS : CallEnd.FAILURE);
    }

    /** The same with its end. */
    public void record(int status, long latencyNanos, CallEnd end) {
        add(Count.REQUESTS, 1);
        add(Count.LATENCY_NANOS, latencyNanos);
        if (status >= 200 && status <= 226) {
            add(Count.SUCCESSES, 1);
        } else if (status >= 400 && status <= 499) {
            add(Count.STATUS_4XX, 1);
            add(Count.FAILURES, 1);
        } else if (status >= 500 && status <= 599) {
            add(Count.STATUS_5XX, 1);
            add(Count.FAILURES, 1);
        }
        if (end == CallEnd.SUCCESS) {
            latencies.record(latencyNanos);
        } else {
            failed(end, status, latencyNanos);
        }
    }

    private void failed(CallEnd end, int status, long latencyNanos) {
        add(
                switch (end) {
                    case SUCCESS, FAILURE -> Count.CALL_FAILURES;
                    case TIMEOUT -> Count.CALL_TIMEOUTS;
                    case REJECTED -> Count.CALL_REJECTS;
                    case SHORT_CIRCUITED -> Count.CALL_SHORT_CIRCUITS;
                },
                1);
        if (end == CallEnd.REJECTED || end == CallEnd.SHORT_CIRCUITED) {
            add(status < 400 ? Count.FALLBACK_SUCCESSES : Count.FALLBACK_FAILURES, 1);
        } else {
            latencies.record(latencyNanos);
        }
    }

    public long get(Count count) {
        return counts.get(count.ordinal());
    }

    /** How long the calls took that were sent, by {@link #LATENCIES}. */
    public Histogram latencies() {
        return latencies;
    }

    private void add(Count count, long amount) {
        counts.add(count.ordinal(), amount);
    }
}
