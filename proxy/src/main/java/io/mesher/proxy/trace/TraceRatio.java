package io.mesher.proxy.trace;

/**
 * Which share of the traces that begin here is sampled, told from the id alone, so that others with the same ratio decide alike
 * (OpenTelemetry's TraceIdRatioBased).
 */
public final class TraceRatio {
    private final long threshold;

    /** @param ratio 0 to 1 */
    public TraceRatio(double ratio) {
        threshold = ratio >= 1 ? Long.MAX_VALUE : (long) (ratio * 0x1p63);
    }

    /** @param traceLow the id's random half */
    boolean samples(long traceLow) {
        return threshold == Long.MAX_VALUE || (traceLow & Long.MAX_VALUE) < threshold;
    }
}
