package io.mesher.control.logfile;

import java.util.concurrent.TimeUnit;

/** What the thread that writes does at present, for those who don't wait for it. */
final class Progress {
    private static final long STUCK_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long NOT = Long.MIN_VALUE;

    private volatile String failure = "";
    private volatile long writingSince = NOT;

    // --- the writer's thread

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

    // --- any thread

    /** How long the present write takes already, where that is half a second or more; else 0. */
    long stuckMillis() {
        long since = writingSince;
        long takes = System.nanoTime() - since;
        return since != NOT && takes >= STUCK_NANOS ? TimeUnit.NANOSECONDS.toMillis(takes) : 0;
    }

    /** Why nothing can be written; empty where it can. */
    String failure() {
        return failure;
    }
}
