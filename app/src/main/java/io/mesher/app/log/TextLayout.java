package io.mesher.app.log;

import io.mesher.app.log.LogLine.Quoting;
import io.mesher.core.config.LogConfig.Level;

/**
 * {@code 2026-11-23T02:15:35.123+00:00 INFO  Mesher: message}; a stack trace follows in lines that start with a space,
 * so that whatever starts with a digit is a line of its own.
 */
final class TextLayout {
    private TextLayout() {}

    static void append(LogLine line, LogRecord written) {
        Timestamp.append(line, written.time());
        line.plain(level(written.level())).escaped(written.logger(), Quoting.TEXT);
        line.plain(": ").escaped(written.message(), Quoting.TEXT).plain("\n");
        if (written.thrown() != null) {
            for (String row : StackTrace.rows(written.thrown())) {
                line.plain("    ").escaped(row, Quoting.TEXT).plain("\n");
            }
        }
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
