package io.mesher.app.log;

import io.mesher.app.log.LogLine.Quoting;
import io.mesher.core.config.LogConfig.Level;

/**
 * {@code 2026-11-23T02:15:35.123+00:00 INFO  Mesher: message}; a stack trace follows in lines that start with a space,
 * so that whatever starts with a digit is a line of its own.
 */
final class TextLayout {
    /** ECMA-48 §8.3.117. */
    private static final String NO_COLOUR = "\033[0m";

    private TextLayout() {}

    static void append(LogLine line, LogRecord written, boolean coloured) {
        Timestamp.append(line, written.time());
        if (coloured) {
            line.plain(colour(written.level())).plain(level(written.level())).plain(NO_COLOUR);
        } else {
            line.plain(level(written.level()));
        }
        line.escaped(written.logger(), Quoting.TEXT);
        line.plain(": ").escaped(written.message(), Quoting.TEXT).plain("\n");
        if (written.thrown() != null) {
            for (String row : StackTrace.rows(written.thrown())) {
                line.plain("    ").escaped(row, Quoting.TEXT).plain("\n");
            }
        }
    }

    private static String colour(Level level) {
        return switch (level) {
            case DEBUG -> "\033[36m";
            case INFO -> "\033[32m";
            case WARN -> "\033[33m";
            case ERROR -> "\033[31m";
        };
    }

    private static String level(Level level) {
        return switch (level) {
            case DEBUG -> " DEBUG ";
            case INFO -> " INFO  ";
            case WARN -> " WARN  ";
            case ERROR -> " ERROR ";
        };
    }
}
