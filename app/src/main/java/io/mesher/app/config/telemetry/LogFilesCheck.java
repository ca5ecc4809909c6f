package io.mesher.app.config.telemetry;

import io.mesher.app.config.keys.AccessLogKeys;
import io.mesher.app.config.keys.Keys;
import io.mesher.app.config.read.KeyReader;
import io.mesher.app.config.read.Writability;
import io.mesher.app.config.source.Shown;
import io.mesher.core.config.AccessLogConfig;
import io.mesher.core.config.LogConfig;
import io.mesher.core.config.RotatedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Whether the files of log and access log can be what they are to be; they are opened with their first line only. */
public final class LogFilesCheck {
    private final KeyReader reader;

    public LogFilesCheck(KeyReader reader) {
        this.reader = reader;
    }

    public void check(LogConfig log, AccessLogConfig accessLog) {
        RotatedFile own = log.file();
        RotatedFile lines = accessLog.which() == AccessLogConfig.Which.NONE ? null : accessLog.file();
        String ownKey = reader.isFilled(Keys.LOG_FILE) ? Keys.LOG_FILE : Keys.LOG_WRITERS;
        String linesKey = reader.has(AccessLogKeys.OUTPUT_KEY) ? AccessLogKeys.OUTPUT_KEY : Keys.ACCESS_LOG_FILE;
        canBeWritten(own, ownKey);
        canBeWritten(lines, linesKey);
        if (own != null && lines != null && areSame(own.path(), lines.path())) {
            error(
                    linesKey,
                    lines.path(),
                    "the file of Mesher's own log too, by " + reader.written(ownKey) + " at " + reader.placeOf(ownKey)
                            + " (expected: another one)");
        }
    }

    private void canBeWritten(@Nullable RotatedFile file, String key) {
        String problem = file == null ? null : Writability.fileProblem(file.path());
        if (file != null && problem != null) {
            error(key, file.path(), "can't be written: " + problem + " (expected: a file that can be made or written)");
        }
    }

    private void error(String key, Path path, String message) {
        reader.problems().error(reader.placeOf(key), reader.written(key), Shown.text(path.toString()) + ": " + message);
    }

    private static boolean areSame(Path one, Path other) {
        try {
            return one.toAbsolutePath()
                            .normalize()
                            .equals(other.toAbsolutePath().normalize())
                    || (Files.isRegularFile(one) && Files.isRegularFile(other) && Files.isSameFile(one, other));
        } catch (IOException _) {
            return false;
        }
    }
}
