package io.mesher.control.metrics;

import io.mesher.net.loop.EventLoop;

/** Calls back after a while, on the thread that asks. */
@FunctionalInterface
public interface Later {
    /** For who can do without. */
    Later NEVER = (_, _) -> {};

    void run(long nanos, Runnable action);

    static Later on(EventLoop loop) {
        return (nanos, action) -> loop.timer(action).set(nanos);
    }
}
