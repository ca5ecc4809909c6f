package io.mesher.core.config;

/**
 * Mesher's own log, on standard error.
 *
 * @param level least level that is written
 * @param format how a line looks
 */
public record LogConfig(Level level, Format format) {
    public static final LogConfig DEFAULT = new LogConfig(Level.INFO, Format.TEXT);

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
