package io.mesher.core.telemetry;

import java.util.Arrays;

/**
 * Where a request's time went: at each moment into one part, so that the parts add up to the whole. Nanoseconds. Reused from request
 * to request; of one thread.
 */
public final class TimeSplit {
    /** Who, or what, a request waits for. */
    public enum Part {
        /** Mesher itself. */
        OWN,
        /** The registry, which is asked for the service. */
        LOOKUP,
        /** A connection, or the pause between two attempts. */
        WAIT,
        /** The caller, who is still sending what the instance is waiting for. */
        UPLOAD,
        /** The instance, until the head of its response. */
        UPSTREAM,
        /** The response's body: the instance that makes it or the caller who takes it. */
        DOWNLOAD
    }

    private static final int PARTS = Part.values().length;

    private final long[] spent = new long[PARTS];
    private Part present = Part.OWN;
    private long since;

    public TimeSplit() {}

    /** A request begins, with Mesher. */
    public void begin(long now) {
        Arrays.fill(spent, 0);
        present = Part.OWN;
        since = now;
    }

    /** From {@code now} on the time goes into another part, or the same. A moment before the last one counts as that. */
    public void turnTo(Part next, long now) {
        if (now - since > 0) {
            spent[present.ordinal()] += now - since;
            since = now;
        }
        present = next;
    }

    /** Into which part the time goes at present. */
    public Part present() {
        return present;
    }

    /** What went into the part until the last turn. */
    public long of(Part part) {
        return spent[part.ordinal()];
    }

    /** Takes over what another one has. */
    public void set(TimeSplit other) {
        System.arraycopy(other.spent, 0, spent, 0, spent.length);
        present = other.present;
        since = other.since;
    }
}
