package io.mesher.core.balance;

/**
 * An instance as balancers see it at one moment.
 *
 * @param reason why it isn't available; empty where it is
 * @param remainingNanos until it may be tried again; 0 where no time is set
 * @param ejections how often it was ejected of late
 * @param failuresInRow since its last success
 * @param averageLatencyNanos 0 before the first response
 */
public record CandidateStatus(
        State state,
        String reason,
        long remainingNanos,
        int ejections,
        int failuresInRow,
        int inFlight,
        long averageLatencyNanos) {
    /** Of one that no request has met yet. */
    static final CandidateStatus UNMET = new CandidateStatus(State.AVAILABLE, "", 0, 0, 0, 0, 0);

    /** Whether it gets requests. */
    public enum State {
        AVAILABLE,
        EJECTED,
        /** Its time is over: one request is let through to see. */
        PROBING,
        /** By the health check. */
        UNHEALTHY,
        /** No connection to it can be had: one is tried each second, beside the requests. */
        UNREACHABLE
    }
}
