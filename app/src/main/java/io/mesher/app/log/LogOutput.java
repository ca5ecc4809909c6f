package io.mesher.app.log;

import io.mesher.core.config.LogConfig;
import io.mesher.core.config.LogConfig.Format;
import io.mesher.core.config.LogConfig.Level;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Where lines go, and which. A reader that stops reading stops those who log; nothing is dropped. */
final class LogOutput {
    private final OutputStream standardError;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile LogConfig config;
    /** Guarded by the lock; null: standard error only, as it is until the configuration says otherwise. */
    private @Nullable LogWriters writers;

    LogOutput(OutputStream standardError, LogConfig config) {
        this.standardError = standardError;
        this.config = config;
    }

    LogConfig config() {
        return config;
    }

    /** Lines that were logged before are where they were to go before. */
    void configure(LogConfig changed) {
        lock.lock();
        try {
            LogWriters earlier = writers;
            if (earlier == null || !earlier.isFor(changed)) {
                if (earlier != null) {
                    earlier.close();
                }
                boolean errorOnly = changed.file() == null && !changed.standardOutput();
                writers = errorOnly ? null : new LogWriters(standardError, changed);
            }
            config = changed;
        } finally {
            lock.unlock();
        }
    }

    boolean enabled(Level level) {
        return level.compareTo(config.level()) >= 0;
    }

    void write(Level level, String logger, String message, @Nullable Throwable thrown) {
        LogRecord written = new LogRecord(
                System.currentTimeMillis(),
                level,
                logger,
                Thread.currentThread().getName(),
                message,
                thrown);
        LogConfig how = config;
        LogLine line = line(written, how, how.coloured());
        LogLine plain = how.coloured() && how.file() != null ? line(written, how, false) : line;
        // One write per line is not enough against torn lines: a write to a pipe or a socket may be partial.
        lock.lock();
        try {
            if (writers == null) {
                line.writeTo(standardError);
            } else {
                writers.write(line, plain);
            }
        } catch (IOException _) {
            // Standard error is gone, and with it the place to say so.
        } finally {
            lock.unlock();
        }
    }

    private static LogLine line(LogRecord written, LogConfig how, boolean coloured) {
        LogLine line = new LogLine();
        if (how.format() == Format.JSON) {
            JsonLayout.append(line, written);
        } else {
            TextLayout.append(line, written, coloured);
        }
        return line;
    }
}
