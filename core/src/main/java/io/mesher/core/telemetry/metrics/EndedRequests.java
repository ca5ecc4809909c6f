package io.mesher.core.telemetry.metrics;

/** The requests of a series and a loop that ended alike. */
record EndedRequests(int statusClass, String reason, Histogram times) {
    boolean is(int otherClass, String otherReason) {
        return statusClass == otherClass && reason.equals(otherReason);
    }
}
