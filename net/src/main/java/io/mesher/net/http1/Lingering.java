package io.mesher.net.http1;

/**
 * How long a connection lives on after a response that left a request unread. Its bytes are thrown away, so that the response isn't
 * lost (RFC 9112 §9.6): as long as they keep coming, but not for ever. nginx has the same times.
 */
final class Lingering {
    private static final long SILENCE_NANOS = 5_000_000_000L;
    private static final long MAX_NANOS = 30_000_000_000L;

    private long until;

    void begin(long now) {
        until = now + MAX_NANOS;
    }

    /** For how long from now on no byte may come. */
    long nanos(long now) {
        return Math.clamp(until - now, 1, SILENCE_NANOS);
    }
}
