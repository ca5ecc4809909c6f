package io.mesher.control.accesslog;

import io.mesher.control.logfile.LogTarget;
import io.mesher.control.logfile.RotatingFile;
import io.mesher.control.logfile.StandardOutput;
import io.mesher.core.config.AccessLogConfig;
import io.mesher.core.config.RotatedFile;
import io.mesher.core.telemetry.log.LineRing;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what the loops put into their rings. Its thread begins with the first line and sleeps while there is none. Nobody waits for
 * it: where what takes the lines is slow, full or gone, the rings fill, and what finds no room is dropped and counted.
 */
public final class AccessLogWriter implements AutoCloseable {
    private static final long CLOSE_MILLIS = 1_000;

    private static final Logger log = LoggerFactory.getLogger(AccessLogWriter.class);

    private final LogTarget target;
    private final int bufferBytes;
    private final Logger told;
    private final List<LineRing> rings = new ArrayList<>();
    private final Runnable wake = new Wake();
    private final AtomicReference<@Nullable Thread> thread = new AtomicReference<>();
    private final AtomicLong lost = new AtomicLong();
    private final Progress progress;
    private final Drops drops;
    private volatile @Nullable Writing writing;
    private volatile boolean closing;

    /** Opens nothing yet. */
    public AccessLogWriter(AccessLogConfig config) {
        this(target(config.file()), config.bufferBytes(), log);
    }

    AccessLogWriter(LogTarget target, int bufferBytes, Logger told) {
        this.target = target;
        this.bufferBytes = bufferBytes;
        this.told = told;
        this.progress = new Progress(target.name());
        this.drops = new Drops(this::dropped, progress::cause, told);
    }

    private static LogTarget target(@Nullable RotatedFile file) {
        return file == null ? new StandardOutput() : new RotatingFile(file, what -> log.warn("access log: {}", what));
    }

    /** One for a loop; all of them before the first line. */
    public LineRing newRing() {
        LineRing ring = new LineRing(bufferBytes, wake, drops::noticed);
        rings.add(ring);
        return ring;
    }

    /** Lines that found no room since the start, and at the end those that could not be written any more. Any thread. */
    public long dropped() {
        long dropped = lost.get();
        for (LineRing ring : rings) {
            dropped += ring.dropped();
        }
        return dropped;
    }

    boolean isClosing() {
        return closing;
    }

    /** Writes what is there, for a second at most; the rest is counted as dropped. To be called when the loops have ended. */
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
            lost.addAndGet(left.waitingLines());
        }
        drops.close();
    }

    private final class Wake implements Runnable {
        /** On a loop's thread. */
        @Override
        public void run() {
            Thread running = thread.get();
            if (running == null) {
                Writing lines = new Writing(AccessLogWriter.this, target, List.copyOf(rings), progress, told);
                Thread first = Thread.ofPlatform().daemon().name("access-log").unstarted(lines);
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
