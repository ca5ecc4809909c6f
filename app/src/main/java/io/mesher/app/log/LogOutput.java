package io.mesher.app.log;

import io.mesher.control.logfile.LineWriter;
import io.mesher.core.config.LogConfig;
import io.mesher.core.config.LogConfig.Level;
import io.mesher.core.telemetry.log.LineRing;
import io.mesher.net.loop.LoopThread;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Which lines are written, and by whom. An event loop puts its lines into a ring of its own and never waits; other threads share a
 * ring, and go on when their line is written, or soon where nobody reads. The thread that starts Mesher writes by itself until
 * another one logs: a start needs no further thread, and a start that fails loses no line.
 */
final class LogOutput {
    /** Some hundreds of lines, about as many as a pipe holds. */
    private static final int RING_BYTES = 64 * 1024;

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Thread starting = Thread.currentThread();
    private final LogSink sink;
    private final LineWriter writer;

    @SuppressWarnings("ThreadLocalUsage") // Not static: each log has its own rings.
    private final LoopRings ofLoop = new LoopRings();

    private final ReentrantLock others = new ReentrantLock();
    /** Guarded by the lock. */
    private @Nullable LineRing ofOthers;

    private final AtomicBoolean endAwaited = new AtomicBoolean();

    LogOutput(OutputStream standardError, LogConfig config) {
        this.sink = new LogSink(standardError, config, this::dropped);
        this.writer = new LineWriter("log", sink, sink::failed);
    }

    LogConfig config() {
        return sink.config();
    }

    /** Lines that were logged before are where they were to go before. Waits for them only where places change. */
    void configure(LogConfig changed) {
        if (!sink.keepsPlaces(changed)) {
            flush();
        }
        sink.configure(changed);
    }

    boolean enabled(Level level) {
        return level.compareTo(sink.config().level()) >= 0;
    }

    /** Lines that are lost, since the start. Any thread. */
    long dropped() {
        return writer.dropped() + sink.lost();
    }

    void write(Level level, String logger, String message, @Nullable Throwable thrown) {
        Thread self = Thread.currentThread();
        LogRecord written = new LogRecord(System.currentTimeMillis(), level, logger, self.getName(), message, thrown);
        LogLine line = written.line(sink.config());
        if (self instanceof LoopThread) {
            line.offerTo(ofLoop.get());
        } else if (self == starting && !writer.hasBegun()) {
            sink.write(line.bytes());
        } else {
            hand(line);
        }
    }

    private void hand(LogLine line) {
        others.lock();
        try {
            if (ofOthers == null) {
                ofOthers = newRing(null);
            }
            line.offerTo(ofOthers);
        } finally {
            others.unlock();
        }
        if (writer.stuckMillis() == 0) {
            flush();
        }
    }

    /** Waits until all lines are written, for a second at most. */
    void flush() {
        if (writer.hasBegun()) {
            writer.flush(PATIENCE_NANOS);
        }
    }

    private LineRing newRing(@Nullable Thread producer) {
        if (endAwaited.compareAndSet(false, true)) {
            try {
                Runtime.getRuntime()
                        .addShutdownHook(Thread.ofPlatform().name("log-end").unstarted(this::flush));
            } catch (IllegalStateException _) {
                // This is the end already. The other threads still wait for their lines.
            }
        }
        return writer.newRing(RING_BYTES, LogOutput::reportedLater, producer);
    }

    /** The sink says how many, as soon as it takes lines again. */
    private static void reportedLater() {}

    private final class LoopRings extends ThreadLocal<LineRing> {
        @Override
        protected LineRing initialValue() {
            return newRing(Thread.currentThread());
        }
    }
}
