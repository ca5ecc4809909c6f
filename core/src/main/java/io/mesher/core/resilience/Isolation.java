package io.mesher.core.resilience;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many calls to a service are under way, and how many streams: tunnels and event streams, which may stay open for days and are
 * no calls any more once they are open. One for all event loops.
 */
public final class Isolation {
    private final AtomicInteger underWay = new AtomicInteger();

    private final AtomicInteger streams = new AtomicInteger();

    private final AtomicLong rejected = new AtomicLong();

    public Isolation() {}

    /** Whether one more may be; if so, {@link #leave} must follow. {@code max} may differ from call to call. */
    public boolean enter(int max) {
        if (added(underWay, max)) {
            return true;
        }
        rejected.incrementAndGet();
        return false;
    }

    private static boolean added(AtomicInteger count, int max) {
        // Not counted and taken back: until then another loop would see one too many and refuse without need.
        for (int present = count.get(); present < max; present = count.get()) {
            if (count.compareAndSet(present, present + 1)) {
                return true;
            }
        }
        return false;
    }

    /** A call becomes a stream, if one more may be; then {@link #endStream} must follow, not {@link #leave}. */
    public boolean becomeStream(int max) {
        boolean may = added(streams, max);
        if (may) {
            underWay.decrementAndGet();
        }
        return may;
    }

    public void endStream() {
        streams.decrementAndGet();
    }

    /** Open at present. */
    public int streams() {
        return streams.get();
    }

    public void leave() {
        underWay.decrementAndGet();
    }

    public int underWay() {
        return underWay.get();
    }

    /** How many calls were refused so far. */
    public long rejected() {
        return rejected.get();
    }
}
