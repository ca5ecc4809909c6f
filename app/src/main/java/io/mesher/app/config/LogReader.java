package io.mesher.app.config;

import io.mesher.core.config.LogConfig;

/** {@code mesher.log}, else what lager.yaml says of the same. */
final class LogReader {
    private final KeyReader reader;

    LogReader(KeyReader reader) {
        this.reader = reader;
    }

    LogConfig read() {
        LogConfig.Level lager = reader.read(Keys.LAGER_LEVEL, LogConfig.DEFAULT.level(), new Parsers.Level());
        LogConfig.Format format = LogConfig.DEFAULT.format();
        if (reader.has(Keys.LAGER_TEXT)) {
            format = reader.bool(Keys.LAGER_TEXT, true) ? LogConfig.Format.TEXT : LogConfig.Format.JSON;
        }
        return new LogConfig(
                reader.read(Keys.LOG_LEVEL, lager, new Parsers.Level()),
                reader.read(Keys.LOG_FORMAT, format, new Parsers.Format()));
    }
}
