package io.mesher.app.log;

import io.mesher.core.config.LogConfig;
import io.mesher.core.config.LogConfig.Level;
import org.jspecify.annotations.Nullable;

/**
 * What one call to a logger said.
 *
 * @param time milliseconds since 1970-01-01T00:00Z
 * @param logger the simple name
 */
record LogRecord(
        long time,
        Level level,
        String logger,
        String thread,
        String message,
        @Nullable Throwable thrown) {
    /** Laid out; with a stack trace in text more than one line. */
    LogLine line(LogConfig how) {
        LogLine line = new LogLine();
        if (how.format() == LogConfig.Format.JSON) {
            JsonLayout.append(line, this);
        } else {
            TextLayout.append(line, this, how.coloured());
        }
        return line;
    }
}
