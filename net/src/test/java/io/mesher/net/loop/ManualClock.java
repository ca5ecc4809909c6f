package io.mesher.net.loop;

import java.time.Duration;

/** The time of an event loop that doesn't run. */
public final class ManualClock {
    private final EventLoop loop;
    private long now;

    public ManualClock(EventLoop loop) {
        this.loop = loop;
        this.now = loop.now();
        loop.standStill();
        loop.clock(now);
    }

    /** Timers that are due by then fire, on the calling thread. */
    public void advance(Duration duration) {
        now += duration.toNanos();
        loop.clock(now);
        loop.fireTimers();
    }

    /** What was handed to the loop is done, on the calling thread. */
    public void runTasks() {
        loop.runTasks();
    }
}
