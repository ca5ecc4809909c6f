package io.mesher.control.accesslog;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Tells how many lines were dropped and why, every ten seconds at most. On a thread of its own, since the writer's may hang in a
 * write: it begins with a drop and ends when no more come.
 */
final class Drops implements Runnable {
    /** The first line that is dropped seldom stays alone. */
    private static final long FIRST_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long CLOSE_MILLIS = 1_000;

    private final LongSupplier dropped;
    private final Supplier<String> cause;
    private final Logger log;
    private final long first;
    private final long every;
    private final AtomicReference<@Nullable Thread> thread = new AtomicReference<>();
    private volatile boolean closed;
    /** Of the thread, and handed on with it. */
    private long known;

    /** @param cause asked on the thread that tells; with advice */
    Drops(LongSupplier dropped, Supplier<String> cause, Logger log) {
        this(dropped, cause, log, FIRST_NANOS, EVERY_NANOS);
    }

    Drops(LongSupplier dropped, Supplier<String> cause, Logger log, long first, long every) {
        this.dropped = dropped;
        this.cause = cause;
        this.log = log;
        this.first = first;
        this.every = every;
    }

    /** A line was dropped. Any thread. */
    void noticed() {
        if (thread.get() == null && !closed) {
            Thread teller =
                    Thread.ofPlatform().daemon().name("access-log-drops").unstarted(this);
            if (thread.compareAndSet(null, teller)) {
                teller.start();
            }
        }
    }

    @Override
    public void run() {
        pause(first);
        do {
            tell();
            pause(every);
        } while (!closed && (areUntold() || !ends()));
    }

    /** False where a line was dropped meanwhile that nobody else tells. */
    private boolean ends() {
        thread.set(null);
        return !areUntold() || !thread.compareAndSet(null, Thread.currentThread());
    }

    private boolean areUntold() {
        return dropped.getAsLong() != known;
    }

    private void tell() {
        long all = dropped.getAsLong();
        if (all != known) {
            log.warn("access log: {} lines dropped: {}", all - known, cause.get());
            known = all;
        }
    }

    private void pause(long nanos) {
        long end = System.nanoTime() + nanos;
        for (long left = nanos; left > 0 && !closed; left = end - System.nanoTime()) {
            LockSupport.parkNanos(this, left);
        }
    }

    /** Tells what isn't told yet, unless the log hangs. To be called when no more lines come. */
    void close() {
        closed = true;
        Thread teller = thread.get();
        if (teller != null) {
            LockSupport.unpark(teller);
            try {
                teller.join(CLOSE_MILLIS);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
        if (teller == null || !teller.isAlive()) {
            tell();
        }
    }
}
