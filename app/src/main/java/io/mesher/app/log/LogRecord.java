package io.mesher.app.log;

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
        @Nullable Throwable thrown) {}
