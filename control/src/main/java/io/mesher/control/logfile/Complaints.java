package io.mesher.control.logfile;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Says what is wrong, once a minute at most. One thread's at a time. */
public final class Complaints {
    private static final long EVERY_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Consumer<String> to;
    private boolean said;
    private long saidAt;

    public Complaints(Consumer<String> to) {
        this.to = to;
    }

    public void say(String what) {
        long now = System.nanoTime();
        if (!said || now - saidAt >= EVERY_NANOS) {
            said = true;
            saidAt = now;
            to.accept(what);
        }
    }
}
