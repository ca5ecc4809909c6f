package io.mesher.net.http1;

/**
 * Which interim responses of a request are passed on. RFC 9110 §15.2 has a proxy pass them on, and long requests have many (102 as
 * a sign of life, 104 with the progress of an upload); only floods are thinned out, since nobody asked for them.
 */
final class InterimLimit {
    private static final int MAX_PER_SECOND = 16;
    private static final int MAX_BYTES_PER_SECOND = 64 * 1024;
    private static final long SECOND_NANOS = 1_000_000_000L;

    private long secondStart;
    private int count;
    private long bytes;

    /** Before each request. */
    void begin() {
        count = 0;
        bytes = 0;
    }

    /** {@code length}: bytes of its head. {@code now}: the loop's nanoseconds, never less than before. */
    boolean admits(int length, long now) {
        if (count == 0 || now - secondStart >= SECOND_NANOS) {
            secondStart = now;
            count = 1;
            bytes = length;
            return true;
        }
        if (count == MAX_PER_SECOND || bytes + length > MAX_BYTES_PER_SECOND) {
            return false;
        }
        count++;
        bytes += length;
        return true;
    }
}
