package io.mesher.net.http1;

/**
 * What a client connection allows.
 *
 * @param limits of a response's head
 * @param idleNanos how long it is kept without a request where the peer doesn't say
 * @param takeNanos how long the peer may take no byte while some wait for it; 0: for ever
 */
public record ClientSettings(HeadLimits limits, long idleNanos, long takeNanos) {
    /** A minute: whoever takes no byte for that long, of a kernel's full buffers, reads no more. */
    private static final long TAKE_NANOS = 60_000_000_000L;

    public ClientSettings(HeadLimits limits, long idleNanos) {
        this(limits, idleNanos, TAKE_NANOS);
    }
}
