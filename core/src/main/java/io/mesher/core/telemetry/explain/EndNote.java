package io.mesher.core.telemetry.explain;

import io.mesher.core.telemetry.TimeSplit;
import io.mesher.core.telemetry.TimeSplit.Part;

/** How a request ended, and where its time went. Nanoseconds. */
public final class EndNote {
    private long endedAt;
    private int status;
    private String reason = "";
    private long duration;
    private final TimeSplit times = new TimeSplit();

    EndNote() {}

    void forget() {
        endedAt = 0;
        status = 0;
        reason = "";
        duration = 0;
        times.begin(0);
    }

    /**
     * It has ended.
     *
     * @param epochMillis when
     * @param code of Mesher's own answer; empty: the instance answered
     */
    public void ended(long epochMillis, int answer, String code, long took) {
        endedAt = epochMillis;
        status = answer;
        reason = code;
        duration = took;
    }

    /** Where the time went. */
    public void split(TimeSplit spent) {
        times.set(spent);
    }

    /** Milliseconds since 1970; 0: it is under way. */
    public long endedAt() {
        return endedAt;
    }

    public int status() {
        return status;
    }

    public String reason() {
        return reason;
    }

    public long duration() {
        return duration;
    }

    /** What went into the part, as far as was known. */
    public long time(Part part) {
        return times.of(part);
    }

    /** Whether Mesher answered in its place, or the instance said that it can't. */
    public boolean isFailure() {
        return !reason.isEmpty() || status >= 500;
    }

    EndNote copy() {
        EndNote copy = new EndNote();
        copy.ended(endedAt, status, reason, duration);
        copy.split(times);
        return copy;
    }
}
