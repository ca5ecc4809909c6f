package io.mesher.core.resilience;

import java.util.concurrent.atomic.AtomicInteger;

/** How many calls to a service are under way. One for all event loops. */
public final class Isolation {
    private final AtomicInteger underWay = new AtomicInteger();

    public Isolation() {}

    /** Whether one more may be; if so, {@link #leave} must follow. */
    public boolean enter(int most) {
        if (underWay.incrementAndGet() > most) {
            underWay.decrementAndGet();
            return false;
        }
        return true;
    }

    public void leave() {
        underWay.decrementAndGet();
    }

    public int underWay() {
        return underWay.get();
    }
}
