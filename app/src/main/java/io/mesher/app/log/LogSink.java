package io.mesher.app.log;

import io.mesher.control.logfile.LogTarget;
import io.mesher.core.config.LogConfig;
import io.mesher.core.config.LogConfig.Level;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/** Takes lines to where the configuration wants them, one thread's at a time, and reports those that are lost. */
final class LogSink implements LogTarget {
    private final OutputStream standardError;
    private final LongSupplier dropped;
    private final AtomicLong lost = new AtomicLong();
    private final ReentrantLock lock = new ReentrantLock();
    private volatile LogConfig config;
    /** Guarded by the lock, as what follows. */
    private LogPlaces places;

    private long reported;

    /** @param dropped all lines that are lost so far */
    LogSink(OutputStream standardError, LogConfig config, LongSupplier dropped) {
        this.standardError = standardError;
        this.dropped = dropped;
        this.config = config;
        this.places = new LogPlaces(standardError, config);
    }

    LogConfig config() {
        return config;
    }

    boolean keepsPlaces(LogConfig changed) {
        return LogPlaces.areSame(config, changed);
    }

    /** On an event loop only where places stay: else it waits for a line that is being written. */
    void configure(LogConfig changed) {
        if (!keepsPlaces(changed)) {
            lock.lock();
            try {
                places.close();
                places = new LogPlaces(standardError, changed);
            } finally {
                lock.unlock();
            }
        }
        config = changed;
    }

    /** Lines that no place took. Any thread. */
    long lost() {
        return lost.get();
    }

    @Override
    public void beforeLine() {}

    /** All of it, always: what no place takes is lost and counted. */
    @Override
    public int write(ByteBuffer bytes) {
        byte[] lines = new byte[bytes.remaining()];
        bytes.get(lines);
        // One write per line is not enough against torn lines: a write to a pipe or a socket may be partial.
        lock.lock();
        try {
            if (places.write(lines)) {
                report();
            } else {
                lost.addAndGet(count(lines));
            }
        } finally {
            lock.unlock();
        }
        return lines.length;
    }

    private static int count(byte[] lines) {
        int count = 0;
        for (byte b : lines) {
            count += b == '\n' ? 1 : 0;
        }
        return count;
    }

    private void report() {
        long all = dropped.getAsLong();
        if (all != reported) {
            LogRecord report = new LogRecord(
                    System.currentTimeMillis(),
                    Level.WARN,
                    "Log",
                    Thread.currentThread().getName(),
                    (all - reported)
                            + " lines of this log were lost, since it was not taken in time (expected: somebody"
                            + " who reads it, a disk with room)",
                    null);
            if (places.write(report.line(config).toBytes())) {
                reported = all;
            }
        }
    }

    /** A defect, in a place where it can't be logged. */
    void failed(Exception defect) {
        lock.lock();
        try {
            places.say(defect.toString());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String name() {
        return "log";
    }

    @Override
    public void close() {}
}
