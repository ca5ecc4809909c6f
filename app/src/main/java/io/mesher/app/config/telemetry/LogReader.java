package io.mesher.app.config.telemetry;

import io.mesher.app.config.keys.Keys;
import io.mesher.app.config.read.BadValue;
import io.mesher.app.config.read.KeyReader;
import io.mesher.app.config.read.Parser;
import io.mesher.app.config.read.Words;
import io.mesher.core.config.LogConfig;
import io.mesher.core.config.RotatedFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** {@code mesher.log}, else what lager.yaml says of the same; where the log goes lager.yaml alone says. */
public final class LogReader {
    private static final String FILE = "file";
    private static final String STANDARD_OUTPUT = "stdout";
    private static final String STANDARD_ERROR = "stderr";

    private final KeyReader reader;
    private final Path home;

    /** @param home what relative paths are relative to */
    public LogReader(KeyReader reader, Path home) {
        this.reader = reader;
        this.home = home;
    }

    public LogConfig read() {
        LogConfig.Level lager = reader.read(Keys.LAGER_LEVEL, LogConfig.DEFAULT.level(), new Level());
        LogConfig.Format format = LogConfig.DEFAULT.format();
        if (reader.has(Keys.LAGER_TEXT)) {
            format = reader.bool(Keys.LAGER_TEXT, true) ? LogConfig.Format.TEXT : LogConfig.Format.JSON;
        }
        LogConfig.Level level = reader.read(Keys.LOG_LEVEL, lager, new Level());
        LogConfig.Format chosen = reader.read(Keys.LOG_FORMAT, format, new Format());
        LogFileReader files = new LogFileReader(reader, home);
        RotatedFile file = files.rotated(files.path(Keys.LOG_FILE, "log/chassis.log"));
        boolean elsewhere = reader.isFilled(Keys.LOG_WRITERS) || reader.isFilled(Keys.LOG_FILE);
        return elsewhere
                ? withWriters(level, chosen, file)
                : new LogConfig(level, chosen, true, false, null, coloured());
    }

    /** CSE Mesher's default is both of the first two. */
    private LogConfig withWriters(LogConfig.Level level, LogConfig.Format format, RotatedFile file) {
        List<String> writers = reader.isFilled(Keys.LOG_WRITERS)
                ? reader.list(Keys.LOG_WRITERS, new Words.OneOf(List.of(FILE, STANDARD_OUTPUT, STANDARD_ERROR)))
                : List.of(FILE, STANDARD_OUTPUT);
        boolean output = writers.contains(STANDARD_OUTPUT);
        boolean toFile = writers.contains(FILE);
        boolean error = writers.contains(STANDARD_ERROR) || (!toFile && !output);
        return new LogConfig(level, format, error, output, toFile ? file : null, coloured());
    }

    /** A process under a supervisor can't cheaply find out whether it has a terminal: {@code auto} is without. */
    private boolean coloured() {
        return reader.has(Keys.LOG_COLOUR)
                && reader.read(Keys.LOG_COLOUR, "auto", new Words.OneOf(List.of("auto", "never", "always")))
                        .equals("always");
    }

    private record Level() implements Parser<LogConfig.Level> {
        @Override
        public LogConfig.Level parse(String text) throws BadValue {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "debug" -> LogConfig.Level.DEBUG;
                case "info" -> LogConfig.Level.INFO;
                case "warn", "warning" -> LogConfig.Level.WARN;
                // CSE Mesher's FATAL also ends the process, which no level does here.
                case "error", "fatal" -> LogConfig.Level.ERROR;
                default -> throw BadValue.expected(expected());
            };
        }

        @Override
        public String expected() {
            return "debug, info, warn or error";
        }
    }

    private record Format() implements Parser<LogConfig.Format> {
        @Override
        public LogConfig.Format parse(String text) throws BadValue {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "text" -> LogConfig.Format.TEXT;
                case "json" -> LogConfig.Format.JSON;
                default -> throw BadValue.expected(expected());
            };
        }

        @Override
        public String expected() {
            return "text or json";
        }
    }
}
