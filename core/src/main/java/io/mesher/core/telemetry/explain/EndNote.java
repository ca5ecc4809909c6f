package io.mesher.core.telemetry.explain;

/** How a request ended, and where its time went. Nanoseconds. */
public final class EndNote {
    private long endedAt;
    private int status;
    private String reason = "";
    private long duration;
    private long lookup;
    private long waited;
    private long upstream;
    private long own;

    EndNote() {}

    void forget() {
        endedAt = 0;
        status = 0;
        reason = "";
        duration = 0;
        split(0, 0, 0, 0);
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

    /** Waited for the look-up, for connections and pauses, for the instance's head, and what Mesher itself took. */
    public void split(long lookupTime, long waitTime, long upstreamTime, long ownTime) {
        lookup = lookupTime;
        waited = waitTime;
        upstream = upstreamTime;
        own = ownTime;
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

    public long lookup() {
        return lookup;
    }

    public long waited() {
        return waited;
    }

    public long upstream() {
        return upstream;
    }

    public long own() {
        return own;
    }

    /** Whether Mesher answered in its place, or the instance said that it can't. */
    public boolean isFailure() {
        return !reason.isEmpty() || status >= 500;
    }

    EndNote copy() {
        EndNote copy = new EndNote();
        copy.ended(endedAt, status, reason, duration);
        copy.split(lookup, waited, upstream, own);
        return copy;
    }
}
