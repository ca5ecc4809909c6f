package io.mesher.app.log;

import io.mesher.app.log.LogLine.Quoting;

/** One JSON object per line: time, level, logger, thread, message and, with a throwable, stack. */
final class JsonLayout {
    private JsonLayout() {}

    static void append(LogLine line, LogRecord written) {
        line.plain("{\"time\":\"");
        Timestamp.append(line, written.time());
        line.plain("\",\"level\":\"").plain(written.level().name());
        line.plain("\",\"logger\":\"").escaped(written.logger(), Quoting.JSON);
        line.plain("\",\"thread\":\"").escaped(written.thread(), Quoting.JSON);
        line.plain("\",\"message\":\"").escaped(written.message(), Quoting.JSON);
        if (written.thrown() != null) {
            line.plain("\",\"stack\":\"");
            for (String row : StackTrace.rows(written.thrown())) {
                line.escaped(row, Quoting.JSON).plain("\\n");
            }
        }
        line.plain("\"}\n");
    }
}
