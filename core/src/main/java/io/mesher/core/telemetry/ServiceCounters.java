package io.mesher.core.telemetry;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * What one event loop counted for one service. Written by that loop only; read by any thread, which may see a count that is
 * a moment old but never a torn one (opaque access, JLS 17.7).
 */
public final class ServiceCounters {
    private static final VarHandle COUNTS = MethodHandles.arrayElementVarHandle(long[].class);

    /** What is counted, in the original's meaning: successes are 200 to 226, and 1xx and 3xx count as requests only. */
    public enum Count {
        REQUESTS,
        SUCCESSES,
        FAILURES,
        STATUS_4XX,
        STATUS_5XX,
        LATENCY_NANOS
    }

    private final long[] counts = new long[Count.values().length];

    public ServiceCounters() {}

    /** @param latencyNanos from the request head to the end of the response */
    public void record(int status, long latencyNanos) {
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
    }

    public long get(Count count) {
        return (long) COUNTS.getOpaque(counts, count.ordinal());
    }

    private void add(Count count, long amount) {
        int i = count.ordinal();
        COUNTS.setOpaque(counts, i, counts[i] + amount);
    }
}
