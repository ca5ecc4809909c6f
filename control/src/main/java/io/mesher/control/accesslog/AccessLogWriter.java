package io.mesher.control.accesslog;

import io.mesher.control.logfile.LogTarget;
import io.mesher.control.logfile.RotatingFile;
import io.mesher.control.logfile.StandardOutput;
import io.mesher.core.config.AccessLogConfig;
import io.mesher.core.config.RotatedFile;
import io.mesher.core.telemetry.log.LineRing;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
    private volatile boolean closing;

    /** Opens nothing yet. */
    public AccessLogWriter(AccessLogConfig config) {
        this(target(config.file()), config.bufferBytes(), log);
    }

    AccessLogWriter(LogTarget target, int bufferBytes, Logger told) {
        this.target = target;
        this.bufferBytes = bufferBytes;
        this.told = told;
    }

    private static LogTarget target(@Nullable RotatedFile file) {
        return file == null ? new StandardOutput() : new RotatingFile(file, what -> log.warn("access log: {}", what));
    }

    /** One for a loop; all of them before the first line. */
    public LineRing newRing() {
        LineRing ring = new LineRing(bufferBytes, wake);
        rings.add(ring);
        return ring;
    }

    /** Lines that found no room since the start. Any thread. */
    public long dropped() {
        long dropped = 0;
        for (LineRing ring : rings) {
            dropped += ring.dropped();
        }
        return dropped;
    }

    boolean isClosing() {
        return closing;
    }

    /** Writes what is there, for a second at most. To be called when the loops have ended. */
    @Override
    public void close() {
        closing = true;
        Thread running = thread.get();
        if (running == null) {
            return;
        }
        LockSupport.unpark(running);
        try {
            running.join(CLOSE_MILLIS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        if (running.isAlive()) {
            told.warn(
                    "access log: {} didn't take the last lines within {} s; they are lost",
                    target.name(),
                    TimeUnit.MILLISECONDS.toSeconds(CLOSE_MILLIS));
        }
    }

    private final class Wake implements Runnable {
        /** On a loop's thread. */
        @Override
        public void run() {
            Thread running = thread.get();
            if (running == null) {
                Thread first = Thread.ofPlatform()
                        .daemon()
                        .name("access-log")
                        .unstarted(new Writing(AccessLogWriter.this, target, List.copyOf(rings), told));
                running = thread.compareAndExchange(null, first);
                if (running == null) {
                    first.start();
                    return;
                }
            }
            LockSupport.unpark(running);
        }
    }
}
