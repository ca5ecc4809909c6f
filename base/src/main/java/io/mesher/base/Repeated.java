package io.mesher.base;

import java.util.function.LongSupplier;

/**
 * Decides when a message is logged that traffic can repeat without end: a few times a minute, with the number of times since the
 * last line. Any thread; callers are on paths that fail anyhow.
 */
public final class Repeated {
    private static final long MINUTE_NANOS = 60_000_000_000L;

    private final int perMinute;
    private final LongSupplier nanoTime;
    private long minuteBegan;
    private int lines;
    private long unreported;

    /** @param perMinute lines in a minute, 1 or more */
    public Repeated(int perMinute) {
        this(perMinute, System::nanoTime);
    }

    /** @param nanoTime as {@link System#nanoTime}; called by whoever calls {@link #happened} */
    public Repeated(int perMinute, LongSupplier nanoTime) {
        this.perMinute = perMinute;
        this.nanoTime = nanoTime;
    }

    /** What to add to a line: how often it happened since the last one; empty for once. */
    public static String text(long times) {
        return times == 1 ? "" : "; " + times + " times since the last such line";
    }

    /** It happened once more. Returns how often since the last line, this time included; 0: don't log now. */
    public synchronized long happened() {
        long now = nanoTime.getAsLong();
        unreported++;
        if (lines > 0 && now - minuteBegan >= MINUTE_NANOS) {
            lines = 0;
        }
        if (lines == perMinute) {
            return 0;
        }
        if (lines++ == 0) {
            minuteBegan = now;
        }
        long count = unreported;
        unreported = 0;
        return count;
    }
}
