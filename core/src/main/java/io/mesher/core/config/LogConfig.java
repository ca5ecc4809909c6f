package io.mesher.core.config;

import org.jspecify.annotations.Nullable;

/**
 * Mesher's own log ({@code mesher.log…}, and CSE Mesher's lager.yaml).
 *
 * @param level least level that is written
 * @param format how a line looks
 * @param standardError whether lines go there
 * @param standardOutput whether lines go there
 * @param file a file that they go to, or null
 * @param coloured whether levels are, where lines of text don't go to a file
 */
public record LogConfig(
        Level level,
        Format format,
        boolean standardError,
        boolean standardOutput,
        @Nullable RotatedFile file,
        boolean coloured) {
    public static final LogConfig DEFAULT = new LogConfig(Level.INFO, Format.TEXT);

    /** To standard error only. */
    public LogConfig(Level level, Format format) {
        this(level, format, true, false, null, false);
    }

    /** The same, with another least level. */
    public LogConfig with(Level min) {
        return new LogConfig(min, format, standardError, standardOutput, file, coloured);
    }

    public enum Level {
        DEBUG,
        INFO,
        WARN,
        ERROR
    }

    public enum Format {
        TEXT,
        JSON
    }
}
