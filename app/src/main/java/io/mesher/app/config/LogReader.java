package io.mesher.app.config;

import io.mesher.core.config.LogConfig;
import java.util.Locale;

/** {@code mesher.log}, else what lager.yaml says of the same. */
final class LogReader {
    private final KeyReader reader;

    LogReader(KeyReader reader) {
        this.reader = reader;
    }

    LogConfig read() {
        String expected = "debug, info, warn or error";
        LogConfig.Level lager =
                reader.read(Keys.LAGER_LEVEL, LogConfig.DEFAULT.level(), expected, text -> level(text, expected));
        LogConfig.Format format = LogConfig.DEFAULT.format();
        if (reader.has(Keys.LAGER_TEXT)) {
            format = reader.bool(Keys.LAGER_TEXT, true) ? LogConfig.Format.TEXT : LogConfig.Format.JSON;
        }
        return new LogConfig(
                reader.read(Keys.LOG_LEVEL, lager, expected, text -> level(text, expected)),
                reader.read(Keys.LOG_FORMAT, format, "text or json", LogReader::format));
    }

    private static LogConfig.Level level(String text, String expected) throws BadValue {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "debug" -> LogConfig.Level.DEBUG;
            case "info" -> LogConfig.Level.INFO;
            case "warn", "warning" -> LogConfig.Level.WARN;
            // The original's FATAL also ends the process, which no level does here.
            case "error", "fatal" -> LogConfig.Level.ERROR;
            default -> throw BadValue.expected(expected);
        };
    }

    private static LogConfig.Format format(String text) throws BadValue {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "text" -> LogConfig.Format.TEXT;
            case "json" -> LogConfig.Format.JSON;
            default -> throw BadValue.expected("text or json");
        };
    }
}
