package io.mesher.app.log;

import io.mesher.core.config.LogConfig;
import io.mesher.core.config.LogConfig.Format;
import io.mesher.core.config.LogConfig.Level;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Where lines go, and which. A reader of standard error that stops reading stops those who log; nothing is dropped. */
final class LogOutput {
    private final OutputStream stream;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile LogConfig config;

    LogOutput(OutputStream stream, LogConfig config) {
        this.stream = stream;
        this.config = config;
    }

    LogConfig config() {
        return config;
    }

    void configure(LogConfig changed) {
        config = changed;
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
        LogLine line = new LogLine();
        if (config.format() == Format.JSON) {
            JsonLayout.append(line, written);
        } else {
            TextLayout.append(line, written);
        }
        // One write per line is not enough against torn lines: a write to a pipe or a socket may be partial.
        lock.lock();
        try {
            line.writeTo(stream);
        } catch (IOException _) {
            // Standard error is gone, and with it the place to say so.
        } finally {
            lock.unlock();
        }
    }
}
