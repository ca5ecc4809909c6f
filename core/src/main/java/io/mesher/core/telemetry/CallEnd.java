package io.mesher.core.telemetry;

/** How a call ended in the meaning of CSE Mesher's circuit metrics. */
public enum CallEnd {
    /** Any answer of the instance below 500. */
    SUCCESS,
    /** A status from 500 on, or no response. */
    FAILURE,
    /** No response in time. */
    TIMEOUT,
    /** Not sent: as many calls as may be were under way. */
    REJECTED,
    /** Not sent: the breaker was open, or the fallback forced. */
    SHORT_CIRCUITED
}
