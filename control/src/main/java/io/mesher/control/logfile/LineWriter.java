package io.mesher.control.logfile;

import io.mesher.core.telemetry.log.LineRing;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes the lines of a log from rings and writes them, on a thread that begins with the first line and sleeps while there is none.
 * Who puts lines in never waits: where the target is slow, full or gone, the rings fill, and what finds no room is dropped and
 * counted. Each log has a writer of its own, so that a target that hangs costs no lines of another log.
 */
public final class LineWriter implements AutoCloseable {
    private static final long CLOSE_MILLIS = 1_000;

    private final String name;
    private final LogTarget target;
    private final Consumer<Exception> failures;
    private final Runnable wake = new Wake();
    private final AtomicReference<@Nullable Thread> thread = new AtomicReference<>();
    private final AtomicReference<Sources> sources = new AtomicReference<>(new Sources(List.of(), 0));
    private final Progress progress = new Progress();
    private final Written written = new Written();
    private volatile @Nullable Writing writing;
    private volatile boolean closing;

    /** @param lost lines of rings that are gone, and lines that could not be written before the end */
    private record Sources(List<Source> list, long lost) {
        long dropped() {
            long dropped = lost;
            for (Source source : list) {
                dropped += source.ring.dropped();
            }
            return dropped;
        }

        Sources with(Source added) {
            List<Source> kept = new ArrayList<>();
            long gone = lost;
            for (Source source : list) {
                if (source.isOver()) {
                    gone += source.ring.dropped();
                } else {
                    kept.add(source);
                }
            }
            kept.add(added);
            return new Sources(List.copyOf(kept), gone);
        }
    }

    /**
     * Opens nothing yet.
     *
     * @param name of its thread
     * @param failures called on its thread at each try that the target refuses, once a second; the lines are kept meanwhile
     */
    public LineWriter(String name, LogTarget target, Consumer<Exception> failures) {
        this.name = name;
        this.target = target;
        this.failures = failures;
    }

    /**
     * @param bytes of room, from the first line on
     * @param onDrop called by who puts lines in, when some found no room
     * @param producer the only thread that will put lines in, whose end is the ring's; null: several may, one after the other
     */
    public LineRing newRing(int bytes, Runnable onDrop, @Nullable Thread producer) {
        Source added = new Source(new LineRing(bytes, wake, onDrop), producer);
        Sources before = sources.get();
        while (!sources.compareAndSet(before, before.with(added))) {
            before = sources.get();
        }
        return added.ring;
    }

    /** Lines that found no room since the start, and at the end those that could not be written any more. Any thread. */
    public long dropped() {
        return sources.get().dropped();
    }

    /** Whether there was a line. Any thread. */
    public boolean hasBegun() {
        return thread.get() != null;
    }

    /** How long the target takes nothing already, where that is half a second or more; else 0. Any thread. */
    public long stuckMillis() {
        return progress.stuckMillis();
    }

    /** Why the target refuses lines; empty where it doesn't. Any thread. */
    public String failure() {
        return progress.failure();
    }

    /**
     * Waits until what was put in before is written. On any thread that may wait; returns at once on the writer's.
     *
     * @return false where that took longer
     */
    public boolean flush(long nanos) {
        Thread running = thread.get();
        if (running == Thread.currentThread()) {
            return false;
        }
        LockSupport.unpark(running);
        return written.await(sources.get().list(), nanos);
    }

    /** Writes what is there, for a second at most; the rest is counted as dropped. To be called when no more lines come. */
    @Override
    public void close() {
        closing = true;
        Thread running = thread.get();
        if (running != null) {
            LockSupport.unpark(running);
            try {
                running.join(CLOSE_MILLIS);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
        Writing left = writing;
        if (left != null) {
            // Where that thread still hangs in a write, nothing moves, and what it has counts as lost too.
            Sources last = sources.get();
            sources.set(new Sources(last.list(), last.lost() + left.waitingLines()));
        }
    }

    // --- for its thread

    boolean isClosing() {
        return closing;
    }

    List<Source> sources() {
        return sources.get().list();
    }

    void wrote(List<Source> from) {
        for (Source source : from) {
            source.wrote();
        }
        written.tell();
    }

    private final class Wake implements Runnable {
        /** On the thread of who puts lines in. */
        @Override
        public void run() {
            Thread running = thread.get();
            if (running == null) {
                Writing lines = new Writing(LineWriter.this, target, progress, failures);
                Thread first = Thread.ofPlatform().daemon().name(name).unstarted(lines);
                running = thread.compareAndExchange(null, first);
                if (running == null) {
                    writing = lines;
                    first.start();
                    return;
                }
            }
            LockSupport.unpark(running);
        }
    }
}
