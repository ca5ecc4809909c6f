package io.mesher.core.resilience;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** How many calls to a service are under way. One for all event loops. */
public final class Isolation {
    private final AtomicInteger underWay = new AtomicInteger();

    private final AtomicLong rejected = new AtomicLong();

    public Isolation() {}

    /** Whether one more may be; if so, {@link #leave} must follow. {@code max} may differ from call to call. */
    public boolean enter(int max) {
        // Not counted and taken back: until then another loop would see one too many and refuse without need.
        for (int present = underWay.get(); present < max; present = underWay.get()) {
            if (underWay.compareAndSet(present, present + 1)) {
                return true;
            }
        }
        rejected.incrementAndGet();
        return false;
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
