package io.mesher.control.accesslog;

import java.util.concurrent.TimeUnit;

/** What the thread that writes does, for those who don't wait for it. */
final class Progress {
    private static final long HANGS_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long NOT = Long.MIN_VALUE;

    private final String target;
    private volatile String failure = "";
    private volatile long writingSince = NOT;

    /** @param target for messages */
    Progress(String target) {
        this.target = target;
    }

    void begins() {
        writingSince = System.nanoTime();
    }

    void wrote() {
        writingSince = NOT;
        if (!failure.isEmpty()) {
            failure = "";
        }
    }

    void failed(Exception why) {
        writingSince = NOT;
        failure = why.toString();
    }

    /** Why lines find no room, and what to do about it. Any thread. */
    String cause() {
        long since = writingSince;
        long takes = System.nanoTime() - since;
        if (since != NOT && takes >= HANGS_NANOS) {
            return target + " accepts nothing, for " + TimeUnit.NANOSECONDS.toMillis(takes)
                    + " ms so far (expected: a process that reads it, or another mesher.accessLog.output)";
        }
        if (!failure.isEmpty()) {
            return "nothing can be written to " + target + ": " + failure
                    + " (expected: a place that accepts them, such as a disk with room, or another"
                    + " mesher.accessLog.output)";
        }
        return target + " is too slow (expected: a faster one, a larger mesher.accessLog.buffer, or"
                + " mesher.accessLog.requests: failed)";
    }
}
